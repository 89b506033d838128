package dev.loopbench.cli.architecture;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The string constants of a class file (JVMS 4.4), those that strings are joined of included. */
final class StringConstants {

    private StringConstants() {}

    /** Of all class files below a folder, each behind the file's path. */
    static List<String> below(Path folder) throws IOException {
        List<String> constants = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".class")).toList()) {
                String name = folder.relativize(file).toString().replace('\\', '/');
                in(file).forEach(constant -> constants.add(name + ": " + constant));
            }
        }
        return constants;
    }

    private static List<String> in(Path classFile) throws IOException {
        try (DataInputStream in =
                new DataInputStream(new BufferedInputStream(Files.newInputStream(classFile)))) {
            in.readLong(); // magic number and versions
            int count = in.readUnsignedShort();
            String[] texts = new String[count];
            List<Integer> strings = new ArrayList<>();
            int index = 1;
            while (index < count) {
                int tag = in.readUnsignedByte();
                switch (tag) {
                    case 1 -> texts[index] = in.readUTF();
                    case 8 -> strings.add(in.readUnsignedShort());
                    case 7, 16, 19, 20 -> in.readUnsignedShort();
                    case 15 -> in.skipNBytes(3);
                    case 3, 4, 9, 10, 11, 12, 17, 18 -> in.readInt();
                    case 5, 6 -> in.readLong();
                    default -> throw new IOException(classFile + " has the tag " + tag);
                }
                index += tag == 5 || tag == 6 ? 2 : 1; // these take two entries
            }
            return strings.stream().map(text -> texts[text]).toList();
        }
    }
}
