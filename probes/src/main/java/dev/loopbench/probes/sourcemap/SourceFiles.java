package dev.loopbench.probes.sourcemap;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where functions of a running program stand in the sources it was made of: reads its scripts and
 * their source maps from the file system, and nothing over the network. What is missing, broken,
 * too large, or not known to be what the program runs tells nothing. Confined to one thread.
 */
public final class SourceFiles {

    private static final long MAX_BYTES = 32L << 20;

    /** Bounds what is kept in memory: a report names few functions. */
    private static final int MAX_FILES = 64;

    private static final String FILE = "file://";

    /** A comment that only comments and blanks follow. */
    private static final Pattern COMMENT =
            Pattern.compile(
                    "(?://|/\\*)[#@]\\s*sourceMappingURL=(\\S++)\\s*(?:\\*/)?\\s*(?://[^\\n]*\\s*)*\\z");

    private static final String COMMENT_END = "*/";

    private static final String MARK = "sourceMappingURL=";

    private static final Pattern DATA =
            Pattern.compile("data:application/json[^,]*?(;base64)?,(.*)", Pattern.DOTALL);

    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:.*");

    /** Between a function's name and the bracket or parameter at which V8 says that it begins. */
    private static final Pattern BETWEEN =
            Pattern.compile("\\s*(?:[=:]\\s*)?(?:async\\b\\s*)?(?:function\\b\\s*)?\\*?\\s*");

    private static final int FARTHEST_NAME = 64;

    private final Instant unchangedSince;
    private final Map<String, Optional<Script>> scripts = new HashMap<>();

    /** A generated file that has a map. */
    private record Script(Path file, List<String> lines, SourceMap map) {}

    /**
     * @param unchangedSince files that were changed later may not be what the program runs
     */
    public SourceFiles(Instant unchangedSince) {
        this.unchangedSince = unchangedSince;
    }

    /**
     * Where a function stood. Its name is told where the map has the one that the script gives it.
     *
     * @param url of its script, or the path
     * @param function the name by which the script calls it; empty if it has none
     * @param line from 1, of the bracket or the parameter that follows the name; as is {@code
     *     column}
     * @return the source as a path where it lies in the file system, else as the map names it
     */
    public Optional<Position> original(String url, String function, int line, int column) {
        if (line < 1 || column < 1) {
            return Optional.empty();
        }
        Optional<Script> known = scripts.get(url);
        if (known == null) {
            if (scripts.size() >= MAX_FILES) {
                return Optional.empty();
            }
            known = script(url);
            scripts.put(url, known);
        }
        return known.flatMap(script -> original(script, function, line, column));
    }

    private static Optional<Position> original(
            Script script, String function, int line, int column) {
        return script.map
                .original(line, column)
                .map(
                        position ->
                                new Position(
                                        resolved(script.file, position.source()),
                                        position.line(),
                                        position.column(),
                                        name(script, function, line, column)));
    }

    private static @Nullable String name(Script script, String function, int line, int column) {
        if (function.isEmpty() || line > script.lines.size()) {
            return null;
        }
        String text = script.lines.get(line - 1);
        int end = Math.min(column - 1, text.length());
        int at = text.lastIndexOf(function, end - function.length());
        if (at < 0
                || end - at > function.length() + FARTHEST_NAME
                || !BETWEEN.matcher(text.substring(at + function.length(), end)).matches()) {
            return null;
        }
        return script.map.name(line, at + 1).orElse(null);
    }

    private Optional<Script> script(String url) {
        try {
            Path file = path(url);
            Optional<String> text = file == null ? Optional.empty() : text(file);
            if (file == null || text.isEmpty()) {
                return Optional.empty();
            }
            int mark = text.get().lastIndexOf(MARK);
            if (mark < 0) {
                return Optional.empty();
            }
            Matcher comment = COMMENT.matcher(text.get());
            if (!comment.find(Math.max(0, text.get().lastIndexOf('\n', mark)))) {
                return Optional.empty();
            }
            String told = comment.group(1);
            Optional<String> map =
                    map(
                            file,
                            told.endsWith(COMMENT_END)
                                    ? told.substring(0, told.length() - COMMENT_END.length())
                                    : told);
            return map.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            new Script(
                                    file,
                                    List.of(text.get().split("\r\n|[\n\r\u2028\u2029]", -1)),
                                    SourceMap.of(map.get())));
        } catch (IOException | SourceMapException | IllegalArgumentException untold) {
            return Optional.empty();
        }
    }

    private Optional<String> map(Path script, String url) throws IOException {
        Matcher data = DATA.matcher(url);
        if (data.matches()) {
            return Optional.of(
                    data.group(1) == null
                            ? URLDecoder.decode(
                                    data.group(2).replace("+", "%2B"), StandardCharsets.UTF_8)
                            : new String(
                                    Base64.getDecoder().decode(data.group(2)),
                                    StandardCharsets.UTF_8));
        }
        Path file = SCHEME.matcher(url).matches() ? path(url) : script.resolveSibling(url);
        return file == null ? Optional.empty() : text(file);
    }

    /** Empty unless it is a file that has not changed, of a size that can be read. */
    private Optional<String> text(Path file) throws IOException {
        if (!Files.isRegularFile(file)
                || Files.size(file) > MAX_BYTES
                || Files.getLastModifiedTime(file).toInstant().isAfter(unchangedSince)) {
            return Optional.empty();
        }
        return Optional.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
    }

    /** Null for what lies elsewhere. */
    private static @Nullable Path path(String url) {
        if (url.startsWith("/")) {
            return Path.of(url);
        }
        return url.startsWith(FILE + "/") ? Path.of(URI.create(url).getPath()) : null;
    }

    private static String resolved(Path script, String source) {
        try {
            Path file =
                    SCHEME.matcher(source).matches() ? path(source) : script.resolveSibling(source);
            return file == null ? source : file.normalize().toString();
        } catch (InvalidPathException noPath) {
            return source;
        }
    }
}
