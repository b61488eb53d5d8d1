/// Turns the bytes of a terminal into keys, pastes, mouse events and replies.
///
/// It reads UTF-8, control sequences (ECMA-48, with xterm's keys, SGR mouse reports, bracketed paste, focus reports and
/// the `CSI u` keys of kitty), single shifts, and command and device control strings. How the bytes were split over
/// reads does not matter. Malformed input costs at most the sequence in which it stands; memory is bounded by
/// ``pasteLimit``.
public struct InputDecoder: Sendable {
    /// The most bytes of one paste: 1 MiB. What is pasted beyond is dropped.
    public static let pasteLimit = 1 << 20
    /// The most bytes of one command or control string; a longer one is dropped whole.
    static let stringLimit = 4_096

    private var state = State.ground
    /// Whether an escape byte came before the sequence at hand, as terminals send Alt with it.
    private var alt = false
    private var events: [InputEvent] = []

    private enum State: Sendable {
        case ground
        case scalar(UTF8Sequence)
        case escape
        case control(ControlSequence)
        /// `CSI [`, with which the Linux console begins F1 to F5.
        case consoleFunction
        case singleShift(modifier: UInt8?)
        case string(ControlString)
        case paste(Paste)
    }

    public init() {}

    /// How long to wait for more bytes before ``timeout()`` should be called; nil when nothing is pending.
    ///
    /// An escape byte that nothing follows within 25 ms was the Escape key. A sequence that has begun is given a second,
    /// since slow lines tear it apart.
    public var patience: Duration? {
        switch state {
        case .ground: nil
        case .escape, .singleShift(nil): .milliseconds(25)
        case .control(let sequence) where sequence.isEmpty: .milliseconds(25)
        case .string(let string) where string.isEmpty: .milliseconds(25)
        default: .seconds(1)
        }
    }

    /// Takes the next bytes.
    public mutating func receive(_ bytes: some Sequence<UInt8>) -> [InputEvent] {
        for byte in bytes { receive(byte) }
        return takeEvents()
    }

    /// Nothing more came: the pending bytes are what they are.
    public mutating func timeout() -> [InputEvent] {
        switch state {
        case .ground: break
        case .escape: emit(.escape)
        case .control(let sequence) where sequence.isEmpty: emit(.character("["), .alt)
        case .singleShift(nil): emit(.character("O"), .alt)
        case .string(let string) where string.isEmpty: emit(.character(string.introducer), .alt)
        case .scalar: emit(.character("\u{FFFD}"))
        case .paste(let paste): finish(.paste(paste.text))
        case .control, .consoleFunction, .singleShift, .string: finish(nil)
        }
        return takeEvents()
    }

    private mutating func takeEvents() -> [InputEvent] {
        defer { events = [] }
        return events
    }

    /// Ends the sequence at hand with an event, or without one.
    private mutating func finish(_ event: InputEvent?) {
        if let event { events.append(event) }
        state = .ground
        alt = false
    }

    private mutating func emit(_ key: Key, _ modifiers: Modifiers = []) {
        finish(.key(KeyPress(key, alt ? modifiers.union(.alt) : modifiers)))
    }
}

extension InputDecoder {
    private mutating func receive(_ byte: UInt8) {
        switch state {
        case .ground: receivePlain(byte)
        case .escape: receiveEscaped(byte)
        case .scalar(let sequence): receive(byte, sequence)
        case .control(let sequence): receive(byte, sequence)
        case .consoleFunction: finish((0x41...0x45).contains(byte) ? .key(KeyPress(.function(Int(byte) - 0x40))) : nil)
        case .singleShift(let modifier): receiveShifted(byte, modifier)
        case .string(let string): receive(byte, string)
        case .paste(var paste):
            // The state must not hold a second reference, or each byte would copy the paste.
            state = .ground
            if paste.receive(byte) {
                finish(.paste(paste.text))
            } else {
                state = .paste(paste)
            }
        }
    }

    private mutating func receivePlain(_ byte: UInt8) {
        switch byte {
        case 0x00: emit(.character(" "), .control)
        case 0x09: emit(.tab)
        case 0x0D: emit(.enter)
        case 0x1B: state = .escape
        case 0x01...0x1A: emit(.character(Character(Unicode.Scalar(byte + 0x60))), .control)
        case 0x1C...0x1F: emit(.character(Character(Unicode.Scalar(byte + 0x40))), .control)
        case 0x20...0x7E: emit(.character(Character(Unicode.Scalar(byte))))
        case 0x7F: emit(.backspace)
        default:
            guard let sequence = UTF8Sequence(lead: byte) else { return emit(.character("\u{FFFD}")) }
            state = .scalar(sequence)
        }
    }

    private mutating func receiveEscaped(_ byte: UInt8) {
        if byte == 0x1B {
            alt = true
            return
        }
        switch Character(Unicode.Scalar(byte)) {
        case "[": state = .control(ControlSequence())
        case "O": state = .singleShift(modifier: nil)
        case "]", "P", "_", "^", "X": state = .string(ControlString(introducer: Character(Unicode.Scalar(byte))))
        default:
            alt = true
            receivePlain(byte)
        }
    }

    private mutating func receive(_ byte: UInt8, _ sequence: UTF8Sequence) {
        var sequence = sequence
        switch sequence.receive(byte) {
        case .more: state = .scalar(sequence)
        // A control character of the upper half is no key of any keyboard.
        case .scalar(let scalar) where scalar.properties.generalCategory == .control: finish(nil)
        case .scalar(let scalar): emit(.character(Character(scalar)))
        case .malformed:
            emit(.character("\u{FFFD}"))
            receivePlain(byte)
        }
    }

    private mutating func receive(_ byte: UInt8, _ sequence: ControlSequence) {
        var sequence = sequence
        switch byte {
        case 0x5B where sequence.isEmpty: state = .consoleFunction
        case 0x20...0x3F:
            sequence.append(byte)
            state = .control(sequence)
        case 0x40...0x7E where sequence.beginsPaste(byte): state = .paste(Paste())
        case 0x40...0x7E: finish(sequence.event(final: byte, alt: alt))
        default: abandon(before: byte)
        }
    }

    private mutating func receiveShifted(_ byte: UInt8, _ modifier: UInt8?) {
        switch byte {
        case 0x30...0x39 where modifier == nil: state = .singleShift(modifier: byte - 0x30)
        case 0x20...0x7E:
            let modifiers = Modifiers(parameter: Int(modifier ?? 1))
            guard let key = Key(singleShift: byte) else { return finish(nil) }
            emit(key, modifiers)
        default: abandon(before: byte)
        }
    }

    private mutating func receive(_ byte: UInt8, _ string: ControlString) {
        var string = string
        switch string.receive(byte) {
        case .more: state = .string(string)
        case .complete(let text): finish(text.map { .reply(.string($0)) })
        case .abandoned(let escaped):
            if escaped {
                state = .escape
                alt = false
                receiveEscaped(byte)
            } else {
                abandon(before: byte)
            }
        }
    }

    /// Drops the sequence at hand; the byte that broke it counts for itself.
    private mutating func abandon(before byte: UInt8) {
        finish(nil)
        receivePlain(byte)
    }
}
