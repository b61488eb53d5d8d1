import ActorRuntime
import GRDB

/// Why a whole group was not written.
enum GroupFailure: Error, CustomStringConvertible {
    case closed
    /// It left no trace.
    case refused(String)
    /// It met damage, and left no trace.
    case damaged(String)
    /// The disk failed at the commit itself, which a later opening of the database may find done or not.
    case unknown(String)

    init(_ error: StoreError) {
        if case .damaged(let why) = error { self = .damaged(why) } else { self = .refused(error.description) }
    }

    init(ofCommit error: any Error) {
        // A full disk fails before the frame that would make the commit valid, a lock before anything is written.
        switch (error as? DatabaseError)?.resultCode {
        case .SQLITE_FULL, .SQLITE_BUSY: self = .refused(sentence(for: error))
        default: self = .unknown(sentence(for: error))
        }
    }

    var description: String {
        switch self {
        case .closed: StoreError.closed.description
        case .refused(let why), .damaged(let why), .unknown(let why): why
        }
    }

    var outcome: CommitOutcome {
        switch self {
        case .closed, .refused, .damaged: .refused(description)
        case .unknown(let why): .unknown(why)
        }
    }

    var storeError: StoreError {
        switch self {
        case .closed: .closed
        case .damaged(let why): .damaged(why)
        case .refused(let why), .unknown(let why): .failed(why)
        }
    }
}
