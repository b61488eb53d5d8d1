import NIOCore

extension SocketAddress {
    /// Address and port as text, an IPv6 address in brackets; empty for a socket without a port.
    var peerName: String {
        guard let ipAddress, let port else { return "" }
        return ipAddress.contains(":") ? "[\(ipAddress)]:\(port)" : "\(ipAddress):\(port)"
    }
}
