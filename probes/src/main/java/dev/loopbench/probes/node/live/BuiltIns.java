package dev.loopbench.probes.node.live;

import dev.loopbench.probes.inspector.CpuProfile;
import dev.loopbench.probes.inspector.Frame;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells which of Node's or the language's own functions a sample was in, as programs write them.
 * Confined to one thread.
 *
 * <p>Node's functions are frames of their own, above that of the program which calls them. Those of
 * V8 are none: {@code JSON.parse} shows as its caller. For them the line of the caller that was
 * sampled is read, and only where it calls one of them, and no other, is that one named.
 */
final class BuiltIns {

    /** Above, a file is no source that people have written. */
    private static final long MAX_BYTES = 4 << 20;

    /** Where lines are long, all of a program is on one. */
    private static final int MAX_LINE = 400;

    private static final String REGULAR_EXPRESSION = "RegExp";

    /** By which {@code gzipSync} and all of its kind show. */
    private static final Set<String> ZLIB = Set.of("syncBufferWrapper", "zlibBufferSync");

    /** Of V8's own, what they look like where they are called. */
    private static final Map<String, Pattern> IN_SOURCE =
            Map.of(
                    "JSON.parse",
                    Pattern.compile("\\bJSON\\.parse\\("),
                    "JSON.stringify",
                    Pattern.compile("\\bJSON\\.stringify\\("),
                    "structuredClone",
                    Pattern.compile("\\bstructuredClone\\("),
                    "Atomics.wait",
                    Pattern.compile("\\bAtomics\\.wait\\("),
                    REGULAR_EXPRESSION,
                    Pattern.compile(
                            "\\.(test|exec|match|matchAll|search)\\("
                                    + "|\\.(replace|replaceAll|split)\\(/"));

    private final @Nullable Path root;
    private final Instant startedAt;
    private final Map<String, Optional<List<String>>> sources = new HashMap<>();

    /**
     * @param root where the process's files are; null if they are not to be read
     * @param startedAt a file that was changed later is not what runs
     */
    BuiltIns(@Nullable Path root, Instant startedAt) {
        this.root = root;
        this.startedAt = startedAt;
    }

    /** Empty where there is no evidence of one. */
    Optional<String> of(CpuProfile profile, int sample) {
        Frame callee = null;
        for (Frame frame : profile.stack(sample)) {
            if (frame.isUser()) {
                return callee == null ? inSource(frame, profile.line(sample)) : named(callee);
            }
            if (isRegularExpression(frame)) {
                return Optional.of(REGULAR_EXPRESSION);
            }
            callee = frame;
        }
        return Optional.empty();
    }

    /** What the program calls of Node's. */
    private static Optional<String> named(Frame callee) {
        String name = callee.function();
        if (callee.url().equals("node:zlib") && ZLIB.contains(name)) {
            return Optional.of("zlib sync"); // one function stands for gzipSync and all others
        }
        return name.endsWith("Sync") ? Optional.of(name) : Optional.empty();
    }

    private static boolean isRegularExpression(Frame frame) {
        return frame.url().isEmpty() && frame.function().startsWith("RegExp: ");
    }

    private Optional<String> inSource(Frame frame, int line) {
        if (line < frame.line()) {
            return Optional.empty();
        }
        return lines(frame.url())
                .filter(lines -> line <= lines.size())
                .map(lines -> lines.get(line - 1))
                .filter(text -> text.length() <= MAX_LINE)
                .flatMap(BuiltIns::only);
    }

    private static Optional<String> only(String text) {
        List<String> found = new ArrayList<>();
        IN_SOURCE.forEach(
                (name, pattern) -> {
                    if (pattern.matcher(text).find()) {
                        found.add(name);
                    }
                });
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    private Optional<List<String>> lines(String url) {
        return sources.computeIfAbsent(url, this::read);
    }

    private Optional<List<String>> read(String url) {
        if (root == null || !url.startsWith("file:///")) {
            return Optional.empty();
        }
        try {
            Path file = root.resolve(Path.of(URI.create(url)).toString().substring(1));
            if (Files.size(file) > MAX_BYTES
                    || Files.getLastModifiedTime(file).toInstant().isAfter(startedAt)) {
                return Optional.empty();
            }
            return Optional.of(Files.readAllLines(file, StandardCharsets.UTF_8));
        } catch (IOException | UncheckedIOException | IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }
}
