import ActorRuntime
import CoreMetrics
import PrometheusMetrics

/// The metrics of a host: what each of them means, and those that are read off whenever somebody asks.
struct HostMetrics: Sendable {
    let registry: MetricRegistry
    private let memory: Meter
    private let files: Meter

    /// - Parameter version: Of the program.
    init(version: String) {
        registry = MetricRegistry(Self.descriptions)
        memory = Meter(label: "process_resident_memory_bytes", factory: registry)
        files = Meter(label: "process_open_fds", factory: registry)
        Meter(label: "parlor_build_info", dimensions: [("version", version)], factory: registry).set(1)
    }

    /// Reads off what nobody counts.
    func measure(_ system: ActorSystem?) {
        let usage = ProcessUsage()
        if let bytes = usage.residentBytes { memory.set(bytes) }
        if let count = usage.openFiles { files.set(count) }
        system?.measure()
    }

    static let descriptions = [
        MetricDescription("actor_action_duration_seconds", "Time that handlers of actions took, without the commit."),
        MetricDescription("actor_actions_total", "Actions that clients asked for, by what became of them."),
        MetricDescription("actor_commit_duration_seconds", "Time from a change to its being durable."),
        MetricDescription("actor_commit_messages", "Messages whose changes became durable with one commit."),
        MetricDescription("actor_commits_total", "Commits that became durable."),
        MetricDescription("actor_failed_commits_total", "Commits that the store refused; the actor started again."),
        MetricDescription("actor_forgotten_steps_total", "Steps of tickers that were left out because they were late."),
        MetricDescription("actor_mailbox_depth", "Messages that waited when an actor looked into its mailbox."),
        MetricDescription("actor_mailbox_longest", "Messages that wait in the fullest mailbox now."),
        MetricDescription("actor_mailbox_messages", "Messages that wait in all mailboxes now."),
        MetricDescription("actor_messages_total", "Messages that actors have read."),
        MetricDescription("actor_refused_connections_total", "Clients that an actor did not let in, by its reason."),
        MetricDescription(
            "actor_refused_creations_total",
            "Actors, such as rooms, that were not made: too_many_rooms in all, too_many_creations by one address, or else."
        ),
        MetricDescription("actor_refused_subscriptions_total", "Events asked for that the actor does not have."),
        MetricDescription("actor_sleeps_total", "Actors that left memory because nobody wanted them."),
        MetricDescription("actor_tick_lateness_seconds", "How late ticks began."),
        MetricDescription("actor_wakes_total", "Actors that came into memory."),
        MetricDescription("actors_in_memory", "Actors that are in memory now: of kind chatRoom and gameRoom, rooms."),
        MetricDescription("gateway_closes_total", "WebSockets that ended, by who or what ended them."),
        MetricDescription("gateway_connections", "WebSockets that are open now."),
        MetricDescription("gateway_connections_opened_total", "WebSockets that were opened."),
        MetricDescription("gateway_dropped_frames_total", "Droppable events that slow clients did not get."),
        MetricDescription("gateway_queued_bytes", "Bytes that wait for clients to read them, of all together."),
        MetricDescription("gateway_refusals_total", "Connections, requests and messages beyond a limit, by the limit."),
        MetricDescription("gateway_slow_clients_cut_off_total", "Clients that were cut off for reading too slowly."),
        MetricDescription("metrics_refused_series_total", "Series that were not kept, since there are too many."),
        MetricDescription("parlor_build_info", "1; the label says which version runs."),
        MetricDescription("process_open_fds", "Files and sockets that the host has open."),
        MetricDescription("process_resident_memory_bytes", "Memory that the host has in use."),
        MetricDescription("store_commit_duration_seconds", "Time of one transaction of the database."),
        MetricDescription("store_group_commits", "Commits of actors that shared one transaction."),
    ]
}
