import ActorClient
import ActorDefinition
import ActorWire
import ParlorRooms

extension ActorClient where D: Room {
    func answer(to request: RoomRequest) async -> Result<RoomAnswer, RequestFailure> {
        do {
            return .success(try await perform(request))
        } catch {
            return .failure(RequestFailure(error))
        }
    }

    private func perform(_ request: RoomRequest) async throws -> RoomAnswer {
        switch request {
        case .hello: return .welcome(try await self.hello())
        case .history(let page): return .messages(try await self.history(page))
        case .search(let search): return .messages(try await self.search(search))
        case .post(let post): return .message(try await self.sendMessage(post))
        case .bans: return .bans(try await self.bans())
        case .audit(let page): return .acts(try await self.audit(page))
        case .connections: return .connections(try await self.connections())
        case .invite: return .invitation(try await self.invite())
        case .setPrivate(let isPrivate): _ = try await self.setPrivate(isPrivate)
        case .slow(let seconds): try await self.setSlow(seconds)
        case .lock(let isLocked): try await self.setLocked(isLocked)
        case .topic(let text): try await self.setTopic(text)
        case .kick(let kick): try await self.kick(kick)
        case .ban(let ban): try await self.ban(ban)
        case .unban(let ban): try await self.unban(ban)
        case .mute(let mute): try await self.mute(mute)
        case .unmute(let whom): try await self.unmute(whom)
        case .op(let whom): try await self.op(whom)
        case .deop(let whom): try await self.deop(whom)
        case .game: throw UserError("no_game", "no game is played in this room")
        }
        return .done
    }
}

extension RequestFailure {
    init(_ error: any Error) {
        switch error {
        case let error as UserError:
            if let wait = error.metadata?["retryAfter"]?.int {
                self.init(kind: .later(.milliseconds(wait)), message: error.message)
            } else {
                self.init(kind: .refused, message: error.message)
            }
        case let error as WireError where error.name == WireError.forbidden().name:
            self.init(kind: .refused, message: "this is for operators")
        case let error as WireError:
            self.init(kind: error.isPassing ? .interrupted : .refused, message: error.message)
        case ClientError.tooLong: self.init(kind: .refused, message: "\(error)")
        default: self.init(kind: .interrupted, message: "\(error)")
        }
    }
}

extension WireError {
    /// Whether the host or the room is in a state that passes: what was asked for was not done, and may be asked again.
    var isPassing: Bool { Self.passing.contains(name) }

    private static let passing = Set([restarting, stopped, goingAway, serviceUnavailable].map(\.name))
}
