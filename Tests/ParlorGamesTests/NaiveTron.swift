import ParlorGames

/// The rules of a round once more, without a thought for speed: sets of points, and every pair of riders compared.
struct NaiveTron {
    struct Point: Hashable {
        var x: Int
        var y: Int
    }

    struct Rider {
        var at: Point
        var toward: Point
        var wish: Point?
        var wishAfter: Point?
        var isAlive = true
    }

    let width: Int
    let height: Int
    var walls: [Point: Int] = [:]
    var riders: [Rider] = []

    /// A round as it is laid out.
    init(_ view: Tron.View) {
        width = view.arena.width
        height = view.arena.height
        for (seat, bike) in view.bikes.enumerated() {
            let at = Point(x: bike.x, y: bike.y)
            riders.append(Rider(at: at, toward: Self.vector(bike.heading)))
            walls[at] = seat
        }
    }

    static func vector(_ direction: Tron.Direction) -> Point {
        switch direction {
        case .left: Point(x: -1, y: 0)
        case .right: Point(x: 1, y: 0)
        case .up: Point(x: 0, y: -1)
        case .down: Point(x: 0, y: 1)
        }
    }

    /// The last wish counts, and one to turn back does not. In the race a wish across the one that waits comes after it.
    mutating func wish(_ seat: Int, _ direction: Tron.Direction, isRacing: Bool) {
        let vector = Self.vector(direction)
        if isRacing, let wish = riders[seat].wish, wish != riders[seat].toward,
            vector.x * wish.x + vector.y * wish.y == 0
        {
            riders[seat].wishAfter = vector
        } else if vector.x != -riders[seat].toward.x || vector.y != -riders[seat].toward.y {
            riders[seat].wish = vector
            riders[seat].wishAfter = nil
        }
    }

    mutating func tick() {
        var goals: [Int: Point] = [:]
        for seat in riders.indices where riders[seat].isAlive {
            riders[seat].toward = riders[seat].wish ?? riders[seat].toward
            riders[seat].wish = riders[seat].wishAfter
            riders[seat].wishAfter = nil
            let at = riders[seat].at
            goals[seat] = Point(x: at.x + riders[seat].toward.x, y: at.y + riders[seat].toward.y)
        }
        var crashed: Set<Int> = []
        for (seat, goal) in goals {
            if goal.x < 0 || goal.y < 0 || goal.x >= width || goal.y >= height { crashed.insert(seat) }
            if walls[goal] != nil { crashed.insert(seat) }
            for (other, otherGoal) in goals where other != seat {
                let meet = goal == otherGoal
                let swap = goal == riders[other].at && otherGoal == riders[seat].at
                if meet || swap { crashed.formUnion([seat, other]) }
            }
        }
        for (seat, goal) in goals {
            if crashed.contains(seat) {
                riders[seat].isAlive = false
            } else {
                riders[seat].at = goal
                walls[goal] = seat
            }
        }
    }

    /// Whether a view shows exactly this.
    func isShown(by view: Tron.View) -> Bool {
        for y in 0..<height {
            for x in 0..<width where view.arena.wall(at: .init(x: x, y: y)) != walls[Point(x: x, y: y)] {
                return false
            }
        }
        return zip(view.bikes, riders).allSatisfy { bike, rider in
            Point(x: bike.x, y: bike.y) == rider.at && Self.vector(bike.heading) == rider.toward
                && bike.isRiding == rider.isAlive
        }
    }
}
