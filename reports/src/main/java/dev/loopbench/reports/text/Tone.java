package dev.loopbench.reports.text;

/** What a piece of text means, and the ANSI colour that says so. Immutable. */
public enum Tone {
    PLAIN(""),
    STRONG("1"),
    FAINT("2"),
    GOOD("32"),
    WARN("1;33"),
    BAD("1;31"),
    NOTE("36"),
    WAIT("33"),
    SERVICE("32"),
    RETURN("35"),
    RESPONSE("36");

    private final String code;

    Tone(String code) {
        this.code = code;
    }

    String paint(String text) {
        return this == PLAIN ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
    }
}
