package dev.loopbench.cli.install;

import dev.loopbench.cli.console.ExitCode;
import dev.loopbench.cli.install.Vocabulary.Command;
import dev.loopbench.cli.install.Vocabulary.Group;
import dev.loopbench.cli.install.Vocabulary.Operand;
import dev.loopbench.cli.install.Vocabulary.Option;
import dev.loopbench.cli.install.Vocabulary.Variant;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Man pages in roff, with the macros of man(7): one of the program, one of each command. Immutable.
 *
 * <p>They bear no date: the same program has the same pages.
 */
final class ManPages {

    private static final String PROGRAM = Vocabulary.PROGRAM;

    private static final Map<String, String> ENVIRONMENT =
            Map.of(
                    "LOOPBENCH_JAVA",
                    "A java binary or a JDK folder to run on. Else JAVA_HOME, the PATH and the"
                            + " usual folders are searched for Java 17 or newer.",
                    "LOOPBENCH_JAVA_OPTS",
                    "More options for the JVM, such as -Xmx256m.",
                    "UV_THREADPOOL_SIZE",
                    "The size of the pool where --threads is not given, read as libuv does.",
                    "NO_COLOR, CLICOLOR_FORCE, TERM",
                    "Whether there is colour where --color says nothing.",
                    "COLUMNS",
                    "The width of reports where the terminal does not tell.");

    private final Vocabulary vocabulary;
    private final String version;

    ManPages(Vocabulary vocabulary, String version) {
        this.vocabulary = vocabulary;
        this.version = version;
    }

    /** By their names: {@code loopbench-run.1}. */
    SortedMap<String, String> all() {
        SortedMap<String, String> pages = new TreeMap<>();
        pages.put(PROGRAM + ".1", program());
        for (Command command : vocabulary.commands()) {
            pages.put(PROGRAM + "-" + command.name() + ".1", command(command));
        }
        return pages;
    }

    private String program() {
        Roff page = new Roff(PROGRAM, version, vocabulary.summary());
        page.section("SYNOPSIS");
        page.line("\\fB" + PROGRAM + "\\fR " + Roff.text("COMMAND [OPTION]..."));
        page.section("COMMANDS");
        for (Command command : vocabulary.commands()) {
            page.item(
                    "\\fB" + Roff.literal(PROGRAM + "-" + command.name()) + "\\fR(1)",
                    command.summary());
        }
        page.section("OPTIONS");
        vocabulary.options().forEach(option -> option(page, option));
        exitStatus(page);
        page.section("ENVIRONMENT");
        new TreeMap<>(ENVIRONMENT).forEach((name, meaning) -> page.item(Roff.bold(name), meaning));
        page.section("EXAMPLES");
        for (String line : vocabulary.examples()) {
            if (line.startsWith(PROGRAM + " ")) {
                page.example(line);
            } else {
                page.paragraph(line);
            }
        }
        return page.toString();
    }

    private String command(Command command) {
        Roff page = new Roff(PROGRAM + "-" + command.name(), version, command.summary());
        page.section("SYNOPSIS");
        page.line(Roff.bold(PROGRAM + " " + command.name()) + " " + Roff.text(command.synopsis()));
        page.section("OPTIONS");
        for (Operand operand : command.operands()) {
            page.item("\\fI" + Roff.text(operand.value().label()) + "\\fR", operand.description());
        }
        for (Group group : command.groups()) {
            if (!group.heading().isEmpty()) {
                page.subsection(group.heading());
            } else if (command.groups().size() > 1) {
                page.subsection("Common options");
            }
            group.options().forEach(option -> option(page, option));
        }
        if (!command.variants().isEmpty()) {
            page.section("WORKLOADS");
            command.variants().forEach(variant -> variant(page, variant));
        }
        exitStatus(page);
        page.section("SEE ALSO");
        page.line(Roff.bold(PROGRAM) + "(1)");
        return page.toString();
    }

    private static void variant(Roff page, Variant variant) {
        page.subsection(variant.name());
        page.line(Roff.text(variant.summary() + "."));
        variant.options().forEach(option -> option(page, option));
    }

    private static void option(Roff page, Option option) {
        StringBuilder names = new StringBuilder();
        for (String name : option.names()) {
            names.append(names.isEmpty() ? "" : ", ").append(Roff.bold(name));
        }
        if (option.takesValue()) {
            names.append(" \\fI").append(Roff.text(option.value().label())).append("\\fR");
        }
        page.item(names.toString(), option.description());
    }

    private static void exitStatus(Roff page) {
        page.section("EXIT STATUS");
        for (ExitCode code : ExitCode.values()) {
            page.item(Roff.bold(String.valueOf(code.number())), code.meaning());
        }
    }

    /** A page as it is written. Confined to the thread that writes it. */
    private static final class Roff {

        private static final Pattern OPTION = Pattern.compile("(?<!\\w)--?\\w[\\w-]*");

        private final StringBuilder lines = new StringBuilder();

        Roff(String name, String version, String summary) {
            lines.append(
                    ".TH \"%s\" \"1\" \"\" \"%s %s\" \"%s\"\n"
                            .formatted(
                                    literal(name.toUpperCase(Locale.ROOT)),
                                    PROGRAM,
                                    version,
                                    "loopbench manual"));
            // No hyphenation and no stretched lines: options are to be copied as they are.
            lines.append(".nh\n.ad l\n");
            section("NAME");
            line(literal(name) + " \\- " + text(summary));
        }

        void section(String title) {
            lines.append(".SH \"").append(title).append("\"\n");
        }

        void subsection(String title) {
            lines.append(".SS \"").append(text(title)).append("\"\n");
        }

        void paragraph(String sentences) {
            lines.append(".PP\n");
            line(text(sentences));
        }

        void example(String command) {
            lines.append(".PP\n.RS 4\n.nf\n");
            line(literal(command));
            lines.append(".fi\n.RE\n");
        }

        /**
         * @param head in roff
         */
        void item(String head, String meaning) {
            lines.append(".TP\n");
            line(head);
            line(text(meaning));
        }

        /**
         * @param roff where a dot or an apostrophe at its begin is no request
         */
        void line(String roff) {
            boolean request = roff.startsWith(".") || roff.startsWith("'");
            lines.append(request ? "\\&" : "").append(roff).append('\n');
        }

        static String bold(String text) {
            return "\\fB" + literal(text) + "\\fR";
        }

        /** What is typed as it stands: its hyphens are those of the keyboard. */
        static String literal(String text) {
            return escaped(text).replace("-", "\\-");
        }

        /** Prose; the options in it are typed as they stand. */
        static String text(String text) {
            return OPTION.matcher(escaped(text))
                    .replaceAll(
                            option -> Matcher.quoteReplacement(option.group().replace("-", "\\-")));
        }

        private static String escaped(String text) {
            StringBuilder roff = new StringBuilder();
            text.codePoints()
                    .forEach(
                            character -> {
                                if (character == '\\') {
                                    roff.append("\\e");
                                } else if (character == '"') {
                                    roff.append("\\(dq");
                                } else if (character < 0x80) {
                                    roff.append((char) character);
                                } else {
                                    roff.append("\\[u%04X]".formatted(character));
                                }
                            });
            return roff.toString();
        }

        @Override
        public String toString() {
            return lines.toString();
        }
    }
}
