package import ActorWire

/// An event that leaves an actor once its change is durable.
package struct Effect: Sendable {
    package enum Receivers: Sendable {
        /// This connection, whatever it subscribed to.
        case one(UInt64)
        /// All that subscribed, but for one.
        case subscribers(except: UInt64?)
        /// Those of these that subscribed.
        case subscribersAmong([UInt64])
    }

    package let event: String
    package let arguments: [EncodedValue]
    package let isDroppable: Bool
    package let receivers: Receivers
}
