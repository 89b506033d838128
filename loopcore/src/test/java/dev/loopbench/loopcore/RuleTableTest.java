package dev.loopbench.loopcore;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Keeps the table of rules in the module's README honest, both ways. */
class RuleTableTest {

    private static final Path README = Path.of("README.md");
    private static final Pattern ROW =
            Pattern.compile("\\| ([A-Z]\\d\\d) \\| ([^|]+) \\| ([^|]+) \\|");
    private static final Pattern TEST = Pattern.compile("`(\\w+)#(\\w+)`");

    /** Rules are numbered without gaps: the letter and the last number. */
    private static final List<String> LAST_RULES =
            List.of(
                    "L21", "T19", "W05", "A05", "P16", "S21", "C06", "E03", "I06", "N05", "U04",
                    "M03", "V03", "R08");

    private final Path testClasses;

    RuleTableTest() throws URISyntaxException {
        URL root = RuleTableTest.class.getProtectionDomain().getCodeSource().getLocation();
        testClasses = Path.of(root.toURI());
    }

    @Test
    void every_rule_has_a_row_with_a_test_or_a_reason() throws IOException {
        Set<String> ids = new LinkedHashSet<>();
        for (String line : Files.readAllLines(README)) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                assertThat(ids.add(row.group(1))).as("only one row for " + row.group(1)).isTrue();
            }
        }
        assertThat(ids).containsAll(required());
    }

    @Test
    void the_tests_in_the_table_are_those_that_carry_the_rules() throws Exception {
        assertThat(inTable()).isNotEmpty().containsExactlyInAnyOrderElementsOf(inTestClasses());
    }

    private static Set<String> required() {
        Set<String> required = new LinkedHashSet<>();
        for (String last : LAST_RULES) {
            for (int number = 1; number <= Integer.parseInt(last.substring(1)); number++) {
                required.add("%s%02d".formatted(last.charAt(0), number));
            }
        }
        required.add("F02");
        return required;
    }

    /** As {@code id Class#method}. */
    private static Set<String> inTable() throws IOException {
        Set<String> tests = new TreeSet<>();
        for (String line : Files.readAllLines(README)) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                Matcher test = TEST.matcher(row.group(3));
                while (test.find()) {
                    tests.add(row.group(1) + " " + test.group(1) + "#" + test.group(2));
                }
            }
        }
        return tests;
    }

    private Set<String> inTestClasses() throws IOException, ClassNotFoundException {
        Set<String> tests = new TreeSet<>();
        for (Class<?> type : classes()) {
            for (Method method : type.getDeclaredMethods()) {
                Rule rule = method.getAnnotation(Rule.class);
                if (rule != null) {
                    for (String id : rule.value()) {
                        tests.add(id + " " + type.getSimpleName() + "#" + method.getName());
                    }
                }
            }
        }
        return tests;
    }

    private List<Class<?>> classes() throws IOException, ClassNotFoundException {
        List<String> names;
        try (Stream<Path> files = Files.walk(testClasses)) {
            names =
                    files.map(file -> testClasses.relativize(file).toString())
                            .filter(
                                    name ->
                                            name.endsWith("Test.class")
                                                    || name.endsWith("IT.class"))
                            .map(
                                    name ->
                                            name.replaceAll("\\.class$", "")
                                                    .replaceAll("[/\\\\]", "."))
                            .toList();
        }
        List<Class<?>> classes = new ArrayList<>();
        for (String name : names) {
            classes.add(Class.forName(name, false, RuleTableTest.class.getClassLoader()));
        }
        return classes;
    }
}
