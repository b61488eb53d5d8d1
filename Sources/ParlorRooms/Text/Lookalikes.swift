/// Characters that look like others, and the skeleton of a text: all of it written with those that they look like, after
/// the idea of UTS #39, section 4.
///
/// The table has what is most used to imitate Latin letters and digits: Cyrillic, Greek and Armenian letters, small
/// capitals and variants of Latin ones. Pairs like `rn` and `m` are not in it: the cells of a terminal tell them apart.
enum Lookalikes {
    /// - Parameter capitalI: What a capital I looks like: a small L in text as it is written; a small I where it was made
    ///   a capital to be compared.
    static func skeleton(of text: String, capitalI: Unicode.Scalar) -> String {
        var skeleton = ""
        for scalar in text.unicodeScalars {
            let prototype = prototype(of: scalar)
            skeleton.unicodeScalars.append(prototype == "I" ? capitalI : prototype)
        }
        return skeleton.lowercased()
    }

    private static func prototype(of scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar {
        case "0": "o"
        case "1", "|": "l"
        case "\0"..."\u{7F}": scalar
        default: prototypes[scalar] ?? scalar
        }
    }

    private static let prototypes = table([
        ("a", "аαɑᴀАΑ"), ("æ", "ӕӔ"), ("b", "вβʙВΒЬ"), ("c", "сϲᴄСϹ"), ("d", "ԁᴅ"), ("e", "еεᴇ℮ЕΕ"), ("f", "ƒꜰϝϜ"),
        ("g", "ɡɢցԍԌ"), ("h", "нһηհʜНҺΗ"), ("i", "іιıɪɩ"), ("I", "ІΙ"), ("j", "јϳᴊȷЈͿ"), ("k", "кκᴋКΚĸ"),
        ("l", "ӏӀʟǀ∣│❘"), ("m", "мμᴍМΜϺ"), ("n", "пոɴΝ"), ("o", "оοօᴏОΟՕ"), ("p", "рρᴘРΡ"), ("q", "ԛզԚ"), ("r", "гʀ"),
        ("s", "ѕꜱЅՏ"), ("t", "тτᴛТΤ"), ("u", "υսᴜՍ"), ("v", "νѵᴠѴ"), ("w", "ԝᴡԜ"), ("x", "хχХΧ"), ("y", "уγʏУΥүҮ"),
        ("z", "ζᴢΖ"), ("3", "зӡЗӠ"), ("6", "б"), ("ë", "ё"), ("Ë", "Ё"), ("ï", "ї"), ("Ï", "Ї"),
        ("á", "ά"), ("é", "έ"), ("í", "ί"), ("ó", "ό"), ("ú", "ύ"), ("-", "‐‑‒–—―−⁃"), (".", "․·•∙"), ("'", "’‘ʼʹ′´"),
    ])

    /// What stands for each character, from what each stands for.
    static func table(_ rows: [(Unicode.Scalar, String)]) -> [Unicode.Scalar: Unicode.Scalar] {
        var table: [Unicode.Scalar: Unicode.Scalar] = [:]
        for (prototype, others) in rows {
            for scalar in others.unicodeScalars { table[scalar] = prototype }
        }
        return table
    }
}
