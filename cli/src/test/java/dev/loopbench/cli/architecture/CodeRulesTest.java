package dev.loopbench.cli.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.lang.reflect.Executable;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** How state and names look. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS) // reading all classes takes a second
final class CodeRulesTest {

    /** What a Node is started with is no option of ours. */
    private static final String OPTIONS_OF_NODE = "dev/loopbench/probes/node/live/LaunchedNode";

    /** Immutable by their contract, or interfaces whose constants are made by {@code of}. */
    private static final Set<String> IMMUTABLE_JDK_TYPES =
            Set.of(
                    "java.lang.Class",
                    "java.lang.String",
                    "java.lang.invoke.MethodHandle",
                    "java.lang.invoke.VarHandle",
                    "java.math.BigDecimal",
                    "java.math.BigInteger",
                    "java.time.Duration",
                    "java.time.format.DateTimeFormatter",
                    "java.util.List",
                    "java.util.Map",
                    "java.util.Set",
                    "java.util.regex.Pattern");

    private static final Pattern OPTION = Pattern.compile("--[a-z]");

    /** Where a pool's size came from: the report's schema has this word. */
    private static final String WORD_OF_REPORTS =
            "dev/loopbench/probes/result/Config$PoolConfig$Source.class: --threads";

    private final JavaClasses production = Modules.production();

    @Test
    void there_is_no_static_mutable_state() {
        fields().that()
                .areStatic()
                .and(DescribedPredicate.describe("are written by hand", CodeRulesTest::byHand))
                .should()
                .beFinal()
                .andShould(beImmutable())
                .because("state belongs to an object that is passed to a constructor")
                .check(production);
    }

    @Test
    void packages_are_named_for_a_concept() {
        noClasses()
                .should()
                .resideInAnyPackage(
                        "..util..", "..impl..", "..common..", "..manager..", "..helper..")
                .check(production);
    }

    @Test
    void nanoseconds_are_called_nanos() {
        List<String> names = new ArrayList<>();
        for (JavaClass type : production) {
            type.getFields().stream()
                    .filter(field -> isAbbreviated(field.getName()))
                    .forEach(field -> names.add(field.getFullName()));
            Class<?> loaded = type.reflect();
            Stream.<Executable>concat(
                            Stream.of(loaded.getDeclaredMethods()),
                            Stream.of(loaded.getDeclaredConstructors()))
                    .forEach(executable -> names.addAll(abbreviated(executable)));
        }
        assertThat(names).as("call it ...Nanos").isEmpty();
    }

    @Test
    void options_are_written_by_the_command_line_alone() throws IOException {
        List<String> options = new ArrayList<>();
        for (String module : List.of("loopcore", "probes", "reports")) {
            StringConstants.below(Modules.classes(module)).stream()
                    .filter(constant -> OPTION.matcher(constant).find())
                    .filter(constant -> !constant.startsWith(OPTIONS_OF_NODE))
                    .forEach(options::add);
        }
        assertThat(options)
                .as("name the parameter: in a workload.Sentence, or by a finding.Wording")
                .containsExactly(WORD_OF_REPORTS);
    }

    private static List<String> abbreviated(Executable executable) {
        return Stream.of(executable.getParameters())
                .map(Parameter::getName)
                .filter(CodeRulesTest::isAbbreviated)
                .map(name -> executable + ": " + name)
                .toList();
    }

    private static boolean isAbbreviated(String name) {
        return name.endsWith("Ns") || name.equals("ns") || name.endsWith("_NS");
    }

    private static boolean byHand(JavaField field) {
        return !field.getModifiers().contains(JavaModifier.SYNTHETIC)
                && !field.getName().startsWith("$");
    }

    private static ArchCondition<JavaField> beImmutable() {
        return new ArchCondition<>("be of an immutable type") {
            @Override
            public void check(JavaField field, ConditionEvents events) {
                JavaClass type = field.getRawType();
                String message = field.getFullName() + " is of type " + type.getName();
                boolean immutable = isPrivateTable(field) || isImmutable(type);
                events.add(new SimpleConditionEvent(field, immutable, message));
            }
        };
    }

    /** Hot paths read arrays; one class can keep its hands off its own. */
    private static boolean isPrivateTable(JavaField field) {
        return field.getRawType().isArray()
                && isImmutable(field.getRawType().getComponentType())
                && field.getModifiers().contains(JavaModifier.PRIVATE);
    }

    /** As far as types tell: of our own classes those with final fields only. */
    private static boolean isImmutable(JavaClass type) {
        if (type.isPrimitive() || type.isEnum() || type.isRecord()) {
            return true;
        }
        if (!type.getPackageName().startsWith("dev.loopbench.")) {
            return IMMUTABLE_JDK_TYPES.contains(type.getName());
        }
        return type.getAllFields().stream()
                .filter(CodeRulesTest::byHand)
                .allMatch(field -> field.getModifiers().contains(JavaModifier.FINAL));
    }
}
