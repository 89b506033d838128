package dev.loopbench.cli.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The class files of all modules, as they lie beside this one after a build. */
final class Modules {

    private static final List<String> NAMES = List.of("loopcore", "probes", "reports", "cli");

    private Modules() {}

    static JavaClasses production() {
        return classesIn("classes");
    }

    static JavaClasses tests() {
        return classesIn("test-classes");
    }

    /** Where the class files of a module lie. */
    static Path classes(String module) {
        return Path.of("..", module, "target", "classes");
    }

    private static JavaClasses classesIn(String folder) {
        List<Path> folders =
                NAMES.stream()
                        .map(module -> Path.of("..", module, "target", folder))
                        .filter(Files::isDirectory)
                        .toList();
        JavaClasses classes = new ClassFileImporter().importPaths(folders);
        Stream.of("loopcore", "cli").forEach(module -> requireSome(classes, module));
        return classes;
    }

    /** A rule over no classes holds, and says nothing. */
    private static void requireSome(JavaClasses classes, String module) {
        String root = "dev.loopbench." + module;
        if (classes.stream().noneMatch(type -> type.getPackageName().startsWith(root))) {
            throw new IllegalStateException("no classes of " + module + " beside this module");
        }
    }
}
