import ActorWire
import RandomTesting
import Testing

@testable import ActorClient

struct ReconnectionTests {
    @Test func aSessionAsksForParametersBeforeEachAttempt() {
        var probe = SessionProbe()
        #expect(probe.receive(.start).asksForParameters)
        _ = probe.lose(.unreachable("nobody listens there"))
        for _ in 1...5 {
            #expect(probe.advance(by: .seconds(30)).asksForParameters)
            _ = probe.lose(.noParameters("no key"))
        }
    }

    @Test(arguments: 1...20 as ClosedRange<UInt64>)
    func delaysStayBetweenTheShortestAndADoublingCeilingForEver(seed: UInt64) {
        var probe = SessionProbe(seed: seed)
        _ = probe.receive(.start)
        var ceiling = 0.25
        for _ in 1...200 {
            ceiling = min(ceiling * 2, 30)
            let delays = probe.lose(.unreachable("")).delays
            #expect(delays.count == 1)
            #expect(delays[0] >= .milliseconds(250))
            #expect(delays[0] <= .seconds(ceiling))
            #expect(probe.advance(by: delays[0]).asksForParameters)
        }
    }

    @Test func delaysUseTheWholeRange() {
        let delays = (0..<400 as Range<UInt64>).map { seed -> Duration in
            var random = SeededGenerator(seed: seed)
            return Backoff(shortest: .milliseconds(250), longest: .seconds(30)).delay(
                afterFailures: 40, using: &random)
        }
        #expect(delays.count { $0 < .seconds(10) } > 80)
        #expect(delays.count { $0 > .seconds(20) } > 80)
    }

    @Test func aServerThatAcceptsAndClosesAtOnceIsAskedLessAndLessOften() {
        var probe = SessionProbe()
        var attempts: [Int] = []
        for _ in 1...12 {
            _ = probe.connect()
            for case .reconnecting(let attempt, _, _) in probe.lose().statuses { attempts.append(attempt) }
        }
        #expect(attempts == Array(1...12))
    }

    @Test func aConnectionThatLivedBeginsTheDelaysAgain() {
        var probe = SessionProbe()
        for _ in 1...8 {
            _ = probe.connect()
            _ = probe.lose()
        }
        _ = probe.connect()
        answerPings(&probe, for: .seconds(5))
        let lost = probe.lose()
        #expect(lost.statuses == [.reconnecting(attempt: 1, delay: lost.delays[0], why: .closed(.abnormal))])
        #expect(lost.delays[0] <= .milliseconds(500))
    }

    @Test func subscriptionsComeBackFirstThenTheWaitingCallsInOrder() {
        var probe = SessionProbe()
        _ = probe.receive(.subscribe("newMessage"))
        _ = probe.connect()
        _ = probe.lose()
        _ = probe.call(0)
        _ = probe.receive(.subscribe("memberLeft"))
        _ = probe.call(1)
        let sent = probe.connect().sent
        #expect(
            sent == [
                .subscriptionRequest(event: "newMessage", subscribe: true),
                .subscriptionRequest(event: "memberLeft", subscribe: true),
                .actionRequest(id: 0, name: "act", arguments: [""]),
                .actionRequest(id: 1, name: "act", arguments: [""]),
            ])
    }

    @Test func nothingIsSentBeforeTheActorHasAccepted() {
        var probe = SessionProbe()
        _ = probe.receive(.start)
        _ = probe.receive(.subscribe("newMessage"))
        _ = probe.call(0)
        _ = probe.receive(.parameters(.success(nil), connection: 1))
        #expect(probe.receive(.opened(connection: 1)).sent.isEmpty)
    }

    @Test func onlyTheFirstListenerSubscribesAndOnlyTheLastUnsubscribes() {
        var probe = SessionProbe()
        _ = probe.connect()
        #expect(probe.receive(.subscribe("e")).sent == [.subscriptionRequest(event: "e", subscribe: true)])
        #expect(probe.receive(.subscribe("e")).sent.isEmpty)
        #expect(probe.receive(.unsubscribe("e")).sent.isEmpty)
        #expect(probe.receive(.unsubscribe("e")).sent == [.subscriptionRequest(event: "e", subscribe: false)])
        _ = probe.lose()
        #expect(probe.connect().sent.isEmpty)
    }

    @Test func whatAnOldConnectionReportsIsIgnored() {
        var probe = SessionProbe()
        _ = probe.connect()
        _ = probe.lose()
        _ = probe.connect()
        #expect(probe.receive(.ended(.closed(.abnormal), connection: 1)).isEmpty)
        #expect(probe.receive(.frame(.event(name: "e", arguments: []), size: 0, connection: 1)).isEmpty)
    }

    @Test func anAttemptThatTakesTooLongIsGivenUp() {
        var probe = SessionProbe()
        _ = probe.receive(.start)
        _ = probe.receive(.parameters(.success(nil), connection: 1))
        #expect(probe.advance(by: .milliseconds(4999)).isEmpty)
        let dialing = probe.advance(by: .milliseconds(1))
        #expect(dialing.breaksOff)
        #expect(dialing.statuses == [.reconnecting(attempt: 1, delay: dialing.delays[0], why: .timedOut)])
    }

    @Test func anActorThatNeverAcceptsIsGivenUpAlthoughItsServerAnswersPings() {
        var probe = SessionProbe()
        _ = probe.receive(.start)
        _ = probe.receive(.parameters(.success(nil), connection: 1))
        _ = probe.receive(.opened(connection: 1))
        let effects = answerPings(&probe, for: .seconds(30))
        #expect(effects.breaksOff)
        #expect(effects.statuses == [.reconnecting(attempt: 1, delay: effects.delays[0], why: .timedOut)])
    }

    @Test func twoUnansweredPingsEndTheConnection() {
        var probe = SessionProbe()
        let pings = probe.connect().pings
        _ = probe.receive(.pong(pings[0], connection: 1))
        let silence = probe.advance(by: .seconds(14))
        #expect(silence.pings.count == 2)
        #expect(!silence.breaksOff)
        let end = probe.advance(by: .seconds(1))
        #expect(end.breaksOff)
        #expect(end.statuses == [.reconnecting(attempt: 1, delay: end.delays[0], why: .silent)])
    }

    @Test func anyMessageProvesThatTheServerIsThere() {
        var probe = SessionProbe()
        _ = probe.connect()
        for _ in 1...20 {
            #expect(!probe.advance(by: .seconds(4)).breaksOff)
            _ = probe.receive(.frame(.event(name: "e", arguments: []), size: 0, connection: 1))
        }
    }

    @Test func theAnswerToThePingGivesTheRoundTrip() {
        var probe = SessionProbe()
        let ping = probe.connect().pings[0]
        _ = probe.advance(by: .milliseconds(42))
        #expect(
            probe.receive(.pong(ping, connection: 1)).statuses == [.connected(roundTrip: .milliseconds(42))])
        #expect(probe.receive(.pong(ping, connection: 1)).isEmpty, "a second answer says nothing")
    }

    @discardableResult
    private func answerPings(_ probe: inout SessionProbe, for duration: Duration) -> [ClientSession.Effect] {
        var effects: [ClientSession.Effect] = []
        let end = probe.now + duration
        while probe.now < end {
            let step = probe.advance(by: min(.milliseconds(500), end - probe.now))
            effects += step
            for ping in step.pings { _ = probe.receive(.pong(ping, connection: probe.session.connection)) }
        }
        return effects
    }
}
