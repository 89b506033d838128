package dev.loopbench.reports.html;

import dev.loopbench.probes.result.Report;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Reports as pages in a browser: the one of all tests, for it takes a second to start.
 *
 * <p>Confined to the thread of the tests.
 *
 * @param folder where the pages are written, and what the browser downloads
 */
record Pages(Path folder, Chromium browser) implements AutoCloseable {

    BrowserPage open(Report report) throws IOException {
        return open(report, "");
    }

    /**
     * @param part of the address, from its number sign on
     */
    BrowserPage open(Report report, String part) throws IOException {
        Path file = Files.createTempFile(folder, "report", ".html");
        StringBuilder out = new StringBuilder();
        new HtmlReportWriter().write(report, out);
        Files.writeString(file, out);
        return browser.open(URI.create(file.toUri() + part));
    }

    @Override
    public void close() throws IOException {
        browser.close();
        try (Stream<Path> written = Files.walk(folder)) {
            for (Path path : written.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    private static Pages start() {
        try {
            Path folder = Files.createTempDirectory("pages");
            Path executable = Chromium.installed().orElseThrow();
            return new Pages(folder, Chromium.start(executable, folder.resolve("profile")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gives them to a class of tests, and skips it on a machine without a browser. */
    static final class InBrowser implements ExecutionCondition, ParameterResolver {

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            return Chromium.installed().isPresent()
                    ? ConditionEvaluationResult.enabled("a browser is on PATH")
                    : ConditionEvaluationResult.disabled(
                            "none of chromium, google-chrome, chromium-browser is on PATH");
        }

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Pages.class;
        }

        /** Closed with the store, after the last test. */
        @Override
        public Pages resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(Namespace.create(Pages.class))
                    .getOrComputeIfAbsent(Pages.class, type -> start(), Pages.class);
        }
    }
}
