package dev.loopbench.cli.console;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Decides what may be written to a stream. Immutable: the answer depends on the environment and the
 * terminals alone.
 *
 * <p>Colour: {@code --color}, NO_COLOR (no-color.org), CLICOLOR_FORCE and CLICOLOR
 * (bixense.com/clicolors), TERM=dumb, and at last whether the stream is a terminal. Unicode: the
 * first of LC_ALL, LC_CTYPE, LANG that is set, as POSIX orders them; without any, the encoding the
 * JVM found.
 */
final class AppearanceRules {

    /** Narrower lines hold no table. */
    static final int COLUMNS_MIN = 40;

    static final int COLUMNS_PIPED = 80;

    /** The log viewers of CI services are wider than a classic terminal. */
    static final int COLUMNS_CI = 100;

    private final Map<String, String> environment;
    private final Terminals terminals;
    private final String encoding;

    AppearanceRules(Map<String, String> environment, Terminals terminals, String encoding) {
        this.environment = environment;
        this.terminals = terminals;
        this.encoding = encoding;
    }

    boolean colour(Channel channel, ColourMode mode) {
        if (mode != ColourMode.AUTO) {
            return mode == ColourMode.ALWAYS;
        }
        if (isSet("NO_COLOR")) {
            return false;
        }
        if (isSet("CLICOLOR_FORCE") && !value("CLICOLOR_FORCE").equals("0")) {
            return true;
        }
        if (value("CLICOLOR").equals("0") || isDumb()) {
            return false;
        }
        return terminals.isTerminal(channel);
    }

    boolean unicode() {
        String locale =
                Stream.of("LC_ALL", "LC_CTYPE", "LANG")
                        .map(this::value)
                        .filter(text -> !text.isEmpty())
                        .findFirst()
                        .orElse(encoding)
                        .toLowerCase(Locale.ROOT);
        return locale.contains("utf-8") || locale.contains("utf8");
    }

    int columns(Channel channel) {
        return Math.max(COLUMNS_MIN, wishedColumns(channel));
    }

    /** Whether a line on the stream can be drawn again. */
    boolean redraws(Channel channel) {
        return !isDumb() && terminals.isTerminal(channel);
    }

    private int wishedColumns(Channel channel) {
        if (value("COLUMNS").matches("[1-9][0-9]{0,3}")) {
            return Integer.parseInt(value("COLUMNS"));
        }
        int columns = terminals.columns(channel);
        if (columns > 0) {
            return columns;
        }
        return isSet("CI") ? COLUMNS_CI : COLUMNS_PIPED;
    }

    private boolean isDumb() {
        return value("TERM").equals("dumb");
    }

    private boolean isSet(String name) {
        return !value(name).isEmpty();
    }

    private String value(String name) {
        return environment.getOrDefault(name, "");
    }
}
