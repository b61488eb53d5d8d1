import ActorWire
import PrometheusMetrics

/// What the admin side answers.
struct AdminPage: Sendable, Hashable {
    /// Of HTTP.
    var status = 200
    var type = "text/plain; charset=utf-8"
    var text: String

    static let notFound = AdminPage(status: 404, text: "There is /metrics and /health.\n")
    static let notAllowed = AdminPage(status: 405, text: "This only answers GET and HEAD.\n")

    static let withoutHost = AdminPage(
        status: 400, text: "A request names the host that it is for, and names it once.\n")
    static let otherHost = AdminPage(status: 403, text: "This is for its own machine: localhost or 127.0.0.1.\n")

    /// 200 and `ok`, or 503 and what is wrong: a load balancer sends nobody to a host that cannot keep what they say.
    static func health(_ health: Health) -> AdminPage {
        guard let (status, reason) = health.trouble else { return AdminPage(text: "ok\n") }
        let body: Value = ["status": .string(status), "reason": .string(reason)]
        return AdminPage(
            status: 503, type: "application/json",
            text: String(decoding: body.json(), as: UTF8.self) + "\n")
    }

    static func metrics(_ registry: MetricRegistry) -> AdminPage {
        AdminPage(type: MetricRegistry.contentType, text: registry.exposition())
    }
}
