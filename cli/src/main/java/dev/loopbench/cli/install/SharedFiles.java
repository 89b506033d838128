package dev.loopbench.cli.install;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What belongs beside a program on the PATH: completion scripts and man pages. Immutable.
 *
 * @param contents by path below the prefix of an installation, such as {@code
 *     share/man/man1/loopbench.1}
 */
public record SharedFiles(SortedMap<String, String> contents) {

    private static final String MAN_PAGES = "share/man/man1/";

    public SharedFiles {
        contents = Collections.unmodifiableSortedMap(new TreeMap<>(contents));
    }

    /**
     * @param version of the program
     */
    public static SharedFiles of(Vocabulary vocabulary, String version) {
        SortedMap<String, String> contents = new TreeMap<>();
        for (Shell shell : Shell.values()) {
            contents.put(shell.file(), shell.script(vocabulary));
        }
        new ManPages(vocabulary, version)
                .all()
                .forEach((name, page) -> contents.put(MAN_PAGES + name, page));
        return new SharedFiles(contents);
    }

    /** Writes them over what is there: for a folder that is to be packed. */
    public void writeBelow(Path prefix) throws IOException {
        for (String path : contents.keySet()) {
            Path file = prefix.resolve(path);
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            Files.writeString(file, contents.get(path), StandardCharsets.UTF_8);
        }
    }
}
