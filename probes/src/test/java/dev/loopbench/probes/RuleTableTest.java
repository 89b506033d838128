package dev.loopbench.probes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Keeps the table of rules in the module's README honest, both ways. */
final class RuleTableTest {

    private static final Path README = Path.of("README.md");
    private static final Pattern ROW = Pattern.compile("\\| (M\\d\\d) \\| [^|]+ \\| ([^|]+) \\|");
    private static final Pattern TEST = Pattern.compile("`(\\w+)#(\\w+)`");

    /** M01 to M03 are the loop's own. */
    private static final List<String> RULES =
            IntStream.rangeClosed(4, 11).mapToObj("M%02d"::formatted).toList();

    @Test
    void every_rule_has_one_row() throws IOException {
        assertThat(rows()).extracting(row -> row.group(1)).containsExactlyElementsOf(RULES);
    }

    @Test
    void the_tests_in_the_table_are_those_that_carry_the_rules() throws Exception {
        List<String> inTable = new ArrayList<>();
        for (Matcher row : rows()) {
            Matcher test = TEST.matcher(row.group(2));
            while (test.find()) {
                inTable.add(row.group(1) + " " + test.group(1) + "#" + test.group(2));
            }
        }
        assertThat(inTable).isNotEmpty().containsExactlyInAnyOrderElementsOf(inTestClasses());
    }

    private static List<Matcher> rows() throws IOException {
        return Files.readAllLines(README).stream()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .toList();
    }

    /** As {@code id Class#method}. */
    private static List<String> inTestClasses() throws Exception {
        List<String> tests = new ArrayList<>();
        for (String name : testClasses()) {
            Class<?> type = Class.forName(name, false, RuleTableTest.class.getClassLoader());
            for (Method method : type.getDeclaredMethods()) {
                Rule rule = method.getAnnotation(Rule.class);
                for (String id : rule == null ? new String[0] : rule.value()) {
                    tests.add(id + " " + type.getSimpleName() + "#" + method.getName());
                }
            }
        }
        return tests;
    }

    private static List<String> testClasses() throws IOException, URISyntaxException {
        Path root =
                Path.of(
                        RuleTableTest.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toURI());
        try (Stream<Path> files = Files.walk(root)) {
            return files.map(file -> root.relativize(file).toString())
                    .filter(name -> name.matches(".*(Test|IT)\\.class"))
                    .map(name -> name.replaceAll("\\.class$", "").replaceAll("[/\\\\]", "."))
                    .toList();
        }
    }
}
