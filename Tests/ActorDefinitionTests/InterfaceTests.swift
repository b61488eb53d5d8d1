import ActorDefinition
import ActorWire
import Testing

struct InterfaceTests {
    @Test func declarationsAreNamedAsTheirProperties() {
        let definition = Shop()
        let interface = Interface(definition)
        #expect(Set(interface.actions.keys) == ["buy", "look"])
        #expect(Set(interface.jobs.keys) == ["restock"])
        #expect(interface.events == ["sold"])
        #expect(interface.name(of: definition.sold) == "sold")
        #expect(Shop.name == "shop")
    }

    @Test func anActionSaysWhetherItMayBeRepeated() throws {
        let interface = Interface(Shop())
        #expect(try #require(interface.actions["look"]).isIdempotent)
        #expect(try !#require(interface.actions["buy"]).isIdempotent)
    }

    @Test func aMissingBeginningIsNamedWithItsTypes() async {
        let error = await #expect(throws: NotInitial.self) { try await Stall().createState(nil) }
        #expect(
            error?.description
                == "Stall needs `createState(_ input: Input?) -> State`, with these very types, since State is not Initial"
        )
    }

    @Test func aDeclarationThatIsNoStoredPropertyStopsItsFirstTest() async {
        await #expect(processExitsWith: .failure) {
            _ = Interface(Shop()).name(of: Event<Int>())
        }
    }
}

private struct Stall: DurableActor {
    struct State: Codable, Sendable { var owner: String }
}

struct ArgumentReaderTests {
    @Test func argumentsAreReadInOrder() throws {
        var reader = ArgumentReader([1, "two", nil])
        #expect(try reader.next(Int.self) == 1)
        #expect(try reader.next(String.self) == "two")
        #expect(try reader.next(Int?.self) == nil)
        try reader.finish()
    }

    @Test func onlyOptionalsMayBeLeftOut() throws {
        var reader = ArgumentReader([])
        #expect(try reader.next(String?.self) == nil)
        let error = #expect(throws: WireError.self) { try reader.next(Int.self) }
        #expect(error?.message == "argument 2 is missing")
    }

    @Test func tooManyArgumentsAreRefused() {
        let reader = ArgumentReader([1, 2])
        let error = #expect(throws: WireError.self) { try reader.finish() }
        #expect(error?.message == "takes 0 arguments, got 2")
    }
}

struct DisconnectReasonTests {
    @Test(arguments: [
        (DisconnectReason.left, true), (.disconnected("spam"), true), (.shutdown, true), (.lost("reset"), false),
        (.violation("too fast"), false),
    ])
    func anEndIsCleanWhenOneSideMeantIt(reason: DisconnectReason, isClean: Bool) {
        #expect(reason.isClean == isClean)
    }
}

struct NothingTests {
    @Test(arguments: [Value.null, [:], 3, ["a"]]) func nothingIsReadFromAnything(value: Value) throws {
        #expect(try value.decode(Nothing.self) == Nothing())
    }
}

private struct Shop: DurableActor {
    let sold = Event<String>()
    let buy = Action { (c: Call, what: String) in c.broadcast(\.sold, what) }
    let look = Action(idempotent: true) { (c: Call) in "goods" }
    let restock = Job { (c: Context) in }
    let owner = "nobody"
}
