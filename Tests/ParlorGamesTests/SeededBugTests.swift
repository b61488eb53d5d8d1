import GameTesting
import Testing

/// The kit finds what it is made to find: of one game there is a correct variant, and one for each bug.
@Suite struct SeededBugTests {
    @Test func theCorrectGamePasses() {
        #expect(Conformance<Stones<Correct>>(stride: 1).violations() == [])
    }

    @Test func aLeakingViewIsFound() {
        #expect(promises(brokenBy: LeakingView.self).contains(.secrets))
    }

    @Test func aSecretThatIsNotDealtAnewIsFound() {
        #expect(promises(brokenBy: UndealtSecret.self).contains(.dealing))
    }

    @Test func aRefusalThatTellsASecretIsFound() {
        #expect(promises(brokenBy: LeakingRefusal.self).contains(.secrets))
    }

    @Test func randomnessOfTheProcessIsFound() {
        #expect(promises(brokenBy: AmbientRandomness.self).contains(.replay))
    }

    @Test func anEnumerationThatIsOffByOneIsFound() {
        #expect(promises(brokenBy: EnumeratesOneTooMany.self).contains(.accepted))
    }

    @Test func aCheckThatIsOffByOneIsFound() {
        #expect(promises(brokenBy: AcceptsOneTooMany.self).contains(.enumerated))
    }

    @Test func aMissingLowerBoundIsFound() {
        #expect(promises(brokenBy: AcceptsNegativeNumbers.self).contains(.enumerated))
    }

    @Test func aMissingTurnCheckInTheMovesIsFound() {
        #expect(promises(brokenBy: MovesOutOfTurn.self).contains(.moves))
    }

    @Test func aMissingTurnCheckInTheTurnIsFound() {
        #expect(promises(brokenBy: EverybodysTurn.self).contains(.moves))
    }

    @Test func aForfeitWithoutEffectIsFound() {
        #expect(promises(brokenBy: IgnoresForfeits.self).contains(.forfeits))
    }

    @Test func aTimeoutThatIsRefusedIsFound() {
        #expect(promises(brokenBy: RefusesTimeouts.self).contains(.timeouts))
    }

    @Test func anEndWithoutOutcomeIsFound() {
        #expect(promises(brokenBy: EndsWithoutOutcome.self).contains(.outcome))
    }

    @Test func aMatchWithoutEndIsFound() {
        #expect(promises(brokenBy: NeverEnds.self).contains(.outcome))
    }

    @Test func aMoveThatIsReadOtherwiseIsFound() {
        #expect(promises(brokenBy: WritesOneTooMany.self).contains(.text))
    }

    @Test func aStateThatIsNotWrittenWholeIsFound() {
        #expect(promises(brokenBy: ForgetsInCoding.self).contains(.coding))
    }

    @Test func aTurnOfSomebodyWhoIsNotThereIsFound() {
        #expect(promises(brokenBy: NamesAStranger.self).contains(.turn))
    }

    @Test func aGameWithoutANameIsFound() {
        #expect(promises(brokenBy: HasNoName.self).contains(.description))
    }

    @Test func aBotThatIsNeverTheSameIsFound() {
        #expect(promises(brokenBy: HasAMoodyBot.self).contains(.bots))
    }

    @Test func aDeltaThatForgetsIsFound() {
        #expect(Conformance<Countdown<Correct>>(seeds: 1...4).violations() == [])
        let violations = Conformance<Countdown<ForgetsInDelta>>(seeds: 1...4).violations()
        #expect(Set(violations.map(\.promise)) == [.deltas])
    }

    @Test func randomnessInTheOrderOfADictionaryIsFound() async throws {
        let child = await #expect(processExitsWith: .success, observing: [\.standardOutputContent]) {
            try ChildReport(digests: [Conformance<Stones<DictionaryOrder>>().digest()]).write()
        }
        let there = try #require(ChildReport(child?.standardOutputContent ?? []))
        #expect(there.digests != [try Conformance<Stones<DictionaryOrder>>().digest()])
    }

    @Test func aViolationSaysWhereItHappened() throws {
        let violation = try #require(Conformance<Stones<WritesOneTooMany>>(seeds: 3...3).violations().first)
        #expect(
            violation.description
                == #"what is written of a move is read as that move, but {"take":1} is written "2", "#
                + #"which is read {"take":2} (seed 3, seats 2, revision 0)"#)
    }

    private func promises<F: Flaw>(brokenBy _: F.Type) -> Set<Violation.Promise> {
        Set(Conformance<Stones<F>>(seeds: 1...4, bound: 80, stride: 2).violations().map(\.promise))
    }
}

private enum LeakingView: Flaw { static let flaw = FlawKind.leakingView }
private enum UndealtSecret: Flaw { static let flaw = FlawKind.undealtSecret }
private enum LeakingRefusal: Flaw { static let flaw = FlawKind.leakingRefusal }
private enum AmbientRandomness: Flaw { static let flaw = FlawKind.ambientRandomness }
private enum DictionaryOrder: Flaw { static let flaw = FlawKind.dictionaryOrder }
private enum EnumeratesOneTooMany: Flaw { static let flaw = FlawKind.enumeratesOneTooMany }
private enum AcceptsOneTooMany: Flaw { static let flaw = FlawKind.acceptsOneTooMany }
private enum AcceptsNegativeNumbers: Flaw { static let flaw = FlawKind.acceptsNegativeNumbers }
private enum MovesOutOfTurn: Flaw { static let flaw = FlawKind.movesOutOfTurn }
private enum EverybodysTurn: Flaw { static let flaw = FlawKind.everybodysTurn }
private enum IgnoresForfeits: Flaw { static let flaw = FlawKind.ignoresForfeits }
private enum RefusesTimeouts: Flaw { static let flaw = FlawKind.refusesTimeouts }
private enum EndsWithoutOutcome: Flaw { static let flaw = FlawKind.endsWithoutOutcome }
private enum NeverEnds: Flaw { static let flaw = FlawKind.neverEnds }
private enum WritesOneTooMany: Flaw { static let flaw = FlawKind.writesOneTooMany }
private enum ForgetsInCoding: Flaw { static let flaw = FlawKind.forgetsInCoding }
private enum ForgetsInDelta: Flaw { static let flaw = FlawKind.forgetsInDelta }
private enum NamesAStranger: Flaw { static let flaw = FlawKind.namesAStranger }
private enum HasNoName: Flaw { static let flaw = FlawKind.hasNoName }
private enum HasAMoodyBot: Flaw { static let flaw = FlawKind.hasAMoodyBot }
