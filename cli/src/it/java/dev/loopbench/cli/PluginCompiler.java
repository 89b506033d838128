package dev.loopbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.loopcore.workload.WorkloadType;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** Makes plugins as users do: javac, a file that names the class, jar. */
final class PluginCompiler {

    static final String SERVICE = "META-INF/services/" + WorkloadType.class.getName();

    private final Path folder;

    /**
     * @param folder for what it makes
     */
    PluginCompiler(Path folder) {
        this.folder = folder;
    }

    /** A jar of these sources. */
    Path jar(String name, List<Path> sources, String providers) throws Exception {
        Path classes = Files.createDirectories(folder.resolve(name + " classes"));
        List<String> options = new ArrayList<>();
        options.addAll(List.of("-d", classes.toString()));
        // loopcore alone: its annotations are not needed to build on it.
        options.addAll(List.of("-classpath", loopcore().toString()));
        sources.forEach(source -> options.add(source.toString()));
        assertThat(
                        ToolProvider.getSystemJavaCompiler()
                                .run(null, null, null, options.toArray(String[]::new)))
                .as("javac %s", options)
                .isZero();
        Path service = Files.createDirectories(classes.resolve("META-INF").resolve("services"));
        Files.writeString(service.resolve(WorkloadType.class.getName()), providers);
        return pack(classes, folder.resolve(name + ".jar"));
    }

    private static Path loopcore() throws Exception {
        return Path.of(
                WorkloadType.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    /** A jar of one class, whose source is {@code body}, in the package {@code com.example}. */
    Path jar(String type, String body) throws Exception {
        Path source = folder.resolve(type + ".java");
        Files.writeString(source, body, StandardCharsets.UTF_8);
        return jar(type, List.of(source), "com.example." + type + "\n");
    }

    private static Path pack(Path classes, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out);
                Stream<Path> files = Files.walk(classes)) {
            for (Path each : files.filter(Files::isRegularFile).sorted().toList()) {
                String name = classes.relativize(each).toString().replace('\\', '/');
                jar.putNextEntry(new JarEntry(name));
                Files.copy(each, jar);
            }
        }
        return file;
    }
}
