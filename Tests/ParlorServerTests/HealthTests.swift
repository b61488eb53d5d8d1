import ActorWire
import Testing

@testable import ParlorServer

struct HealthTests {
    @Test func aHostIsWellOnlyWhenRoomsCanBeJoinedAndItsStoreIsWell() {
        let report = HealthReport()
        #expect(report.health == .starting)
        report.ask { nil }
        report.become(.well)
        #expect(report.health == .well)
        #expect(report.trouble == nil)
        report.ask { "the disk is full" }
        #expect(report.health == .degraded("the disk is full"))
        #expect(report.trouble == .degraded("the disk is full"))
        report.become(.shuttingDown)
        #expect(report.health == .shuttingDown)
        #expect(report.trouble == nil)
    }

    @Test func whatIsNotWellIsAnsweredWith503AndTheReason() {
        #expect(AdminPage.health(.well) == AdminPage(text: "ok\n"))
        let page = AdminPage.health(.degraded("the disk is \"full\""))
        #expect(page.status == 503)
        #expect(page.type == "application/json")
        #expect(page.text == #"{"status":"degraded","reason":"the disk is \"full\""}"# + "\n")
        for health in [Health.starting, .shuttingDown] {
            #expect(AdminPage.health(health).status == 503)
        }
    }
}
