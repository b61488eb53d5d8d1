import Glibc
import ParlorServer
import Testing

struct ProcessUsageTests {
    @Test(arguments: [nil, getpid()])
    func aProcessThatRunsUsesSomething(process: Int32?) throws {
        let usage = ProcessUsage(process: process)
        #expect(try #require(usage.residentBytes) > 1 << 20)
        #expect(try #require(usage.openFiles) >= 3)
        #expect(try #require(usage.processorTime) >= .zero)
    }

    @Test func ofAProcessThatIsNotThereNothingIsKnown() {
        let usage = ProcessUsage(process: .max)
        #expect(usage.residentBytes == nil)
        #expect(usage.openFiles == nil)
        #expect(usage.processorTime == nil)
    }
}
