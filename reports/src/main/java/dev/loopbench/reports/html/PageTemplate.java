package dev.loopbench.reports.html;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The page without a report: its markup, styles and program, each from a file beside this class.
 *
 * <p>Immutable. The content security policy names the digests of the one style sheet and the one
 * program, so that nothing else on the page could run even if it got there.
 */
record PageTemplate(String markup, String styles, String program) {

    /** What a report adds; both texts of script elements are escaped already. */
    record Content(String title, EmbeddedReport report, String curves) {}

    /** In the order they need each other. */
    private static final List<String> STYLES = List.of("page.css", "parts.css", "print.css");

    private static final List<String> PROGRAM =
            List.of(
                    "numbers.js",
                    "elements.js",
                    "report.js",
                    "words.js",
                    "palette.js",
                    "tooltip.js",
                    "heading.js",
                    "verdicts.js",
                    "figures.js",
                    "journeys.js",
                    "spans.js",
                    "lanes.js",
                    "explain.js",
                    "viewport.js",
                    "painter.js",
                    "strips.js",
                    "timeline.js",
                    "controls.js",
                    "chart.js",
                    "dots.js",
                    "curves.js",
                    "blame.js",
                    "tables.js",
                    "machine.js",
                    "connections.js",
                    "main.js");

    private static final Pattern SLOT = Pattern.compile("\\{\\{(\\w+)}}");

    static PageTemplate load() {
        return new PageTemplate(
                resource("page.html"),
                STYLES.stream().map(PageTemplate::resource).collect(Collectors.joining()),
                PROGRAM.stream()
                        .map(PageTemplate::resource)
                        .collect(Collectors.joining("", "(() => {\n'use strict';\n", "})();\n")));
    }

    void write(Content content, Appendable out) throws IOException {
        Map<String, String> fillings =
                Map.of(
                        "title", Escape.text(content.title()),
                        "styles", styles,
                        "stylesDigest", digest(styles),
                        "program", program,
                        "programDigest", digest(program),
                        "reportType", content.report().type(),
                        "report", content.report().text(),
                        "curves", content.curves());
        Matcher slot = SLOT.matcher(markup);
        int written = 0;
        while (slot.find()) {
            out.append(markup, written, slot.start());
            out.append(Objects.requireNonNull(fillings.get(slot.group(1)), slot.group()));
            written = slot.end();
        }
        out.append(markup, written, markup.length());
    }

    private static String resource(String name) {
        try (InputStream in =
                Objects.requireNonNull(PageTemplate.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String digest(String text) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
