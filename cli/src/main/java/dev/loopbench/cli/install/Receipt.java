package dev.loopbench.cli.install;

import dev.loopbench.cli.document.JsonDocument;
import dev.loopbench.cli.document.JsonValue;
import dev.loopbench.cli.document.UnreadableDocumentException;
import dev.loopbench.reports.json.JsonLayout;
import dev.loopbench.reports.json.JsonText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What has been put below a prefix, so that nothing else is ever replaced or removed. Confined to
 * the main thread. Paths are relative to the prefix.
 *
 * @param links where each leads to
 * @param files the SHA-256 of each
 * @param folders that were made for them; the empty path is the prefix itself
 */
record Receipt(
        SortedMap<String, String> links,
        SortedMap<String, String> files,
        SortedSet<String> folders) {

    private static final String SCHEMA = "loopbench.installed/1";

    /** As it is written. */
    private record Document(
            String schema,
            SortedMap<String, String> links,
            SortedMap<String, String> files,
            SortedSet<String> folders) {}

    static Receipt empty() {
        return new Receipt(new TreeMap<>(), new TreeMap<>(), new TreeSet<>());
    }

    /**
     * @throws UnreadableDocumentException if it is no such document, or names a place elsewhere
     */
    static Receipt read(Path file) throws IOException, UnreadableDocumentException {
        try (InputStream in = Files.newInputStream(file)) {
            return JsonDocument.read(
                    file.toString(), in, "this nests deeper than any receipt", Receipt::of);
        }
    }

    private static Receipt of(JsonValue root) throws UnreadableDocumentException {
        List<String> keys = List.of("schema", "links", "files", "folders");
        JsonValue json = root.object("a receipt", keys);
        String schema = json.get("schema").text();
        if (!schema.equals(SCHEMA)) {
            throw json.get("schema").fault("must be \"" + SCHEMA + "\", not \"" + schema + "\"");
        }
        SortedSet<String> folders = new TreeSet<>();
        for (JsonValue folder : json.get("folders").items("paths")) {
            folders.add(within(folder, folder.text()));
        }
        return new Receipt(entries(json.get("links")), entries(json.get("files")), folders);
    }

    private static SortedMap<String, String> entries(JsonValue object)
            throws UnreadableDocumentException {
        SortedMap<String, String> entries = new TreeMap<>();
        for (String path : object.keys()) {
            entries.put(within(object, path), object.get(path).text());
        }
        return entries;
    }

    private static String within(JsonValue place, String path) throws UnreadableDocumentException {
        if (path.startsWith("/") || List.of(path.split("/", -1)).contains("..")) {
            throw place.fault(JsonValue.quoted(path) + " is not below the prefix");
        }
        return path;
    }

    String document() {
        return JsonText.of(
                new Document(SCHEMA, links, files, folders), new JsonLayout(Set.of(), Set.of()));
    }

    /** All links and files. */
    SortedSet<String> paths() {
        SortedSet<String> paths = new TreeSet<>(links.keySet());
        paths.addAll(files.keySet());
        return paths;
    }

    /** Whether what is at {@code path} now is what was put there. */
    boolean holds(Path prefix, String path) throws IOException {
        Path at = prefix.resolve(path);
        if (Files.isSymbolicLink(at)) {
            return Files.readSymbolicLink(at).toString().equals(links.get(path));
        }
        return Files.isRegularFile(at, LinkOption.NOFOLLOW_LINKS)
                && files.containsKey(path)
                && sha256(Files.readAllBytes(at)).equals(files.get(path));
    }

    static String sha256(String content) {
        return sha256(content.getBytes(StandardCharsets.UTF_8));
    }

    private static String sha256(byte[] content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
