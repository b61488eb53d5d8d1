import Testing

@testable import Terminal

@Suite struct EventQueueTests {
    @Test func eventsKeepTheirOrderAndEndWithTheSession() async {
        let queue = EventQueue(onRoom: {})
        queue.append([.resumed, .terminate(signal: 15)])
        queue.append([.resized(Size(columns: 1, rows: 1))])
        queue.finish()
        queue.append([.resumed])
        var events: [TerminalEvent] = []
        for await event in TerminalEvents(queue: queue) { events.append(event) }
        #expect(events == [.resumed, .terminate(signal: 15), .resized(Size(columns: 1, rows: 1))])
    }

    @Test func aFullQueueTellsWhenThereIsRoom() async {
        await confirmation { room in
            let queue = EventQueue(onRoom: { room() })
            queue.append(Array(repeating: .resumed, count: EventQueue.limit))
            #expect(queue.isFull)
            #expect(await queue.next().count == EventQueue.limit)
            #expect(!queue.isFull)
        }
    }

    @Test func aCancelledReaderIsLetGo() async {
        let queue = EventQueue(onRoom: {})
        let reader = Task { await queue.next() }
        reader.cancel()
        #expect(await reader.value == [])
    }
}
