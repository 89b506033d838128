package dev.loopbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.cli.workload.Catalogs;
import dev.loopbench.loopcore.workload.Parameter;
import dev.loopbench.loopcore.workload.Parameter.Kind;
import dev.loopbench.loopcore.workload.Workload;
import dev.loopbench.loopcore.workload.WorkloadSetup;
import dev.loopbench.loopcore.workload.WorkloadType;
import dev.loopbench.probes.session.SessionPlan;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Jars that name classes of this test, and what is said of those that cannot be used. */
final class PluginTest {

    private static final String SERVICE = "META-INF/services/" + WorkloadType.class.getName();

    private final FakeSessions sessions =
            FakeSessions.running(
                    listener -> {
                        throw new IllegalStateException("planned");
                    });

    @TempDir Path folder;

    @Test
    void a_plugins_workload_is_run_with_its_parameters() throws Exception {
        String jar = jar("good.jar", Good.class);
        run("run", "good", "--plugin", jar, "--grains", "7");

        SessionPlan plan = sessions.plans().get(0);
        assertThat(plan.work().workload()).isEqualTo("good");
        assertThat(plan.work().parameters()).containsEntry("grains", "7");
    }

    @Test
    void the_option_may_stand_anywhere_and_be_joined_to_its_value() throws Exception {
        String jar = jar("good.jar", Good.class);
        run("run", "--plugin=" + jar, "--grains", "7", "good");
        run("--debug", "run", "good", "--jobs=2", "--plugin", jar);

        assertThat(sessions.plans()).extracting(own -> own.work().workload()).containsOnly("good");
        assertThat(sessions.plans()).hasSize(2);
    }

    @Test
    void several_plugins_are_listed_in_their_order_behind_what_is_there() throws Exception {
        String list =
                run(
                                "list",
                                "--plugin",
                                jar("b.jar", Twin.class),
                                "--plugin",
                                jar("a.jar", Good.class))
                        .out();

        assertThat(list.indexOf("\ntwin  ")).isPositive();
        assertThat(list.indexOf("\ngood  ")).isGreaterThan(list.indexOf("\ntwin  "));
        List<WorkloadType> builtIn = Catalogs.builtIn().workloads().types();
        assertThat(list.indexOf("\n" + builtIn.get(builtIn.size() - 1).name() + "  "))
                .isLessThan(list.indexOf("\ntwin  "));
    }

    @Test
    void one_jar_may_bring_several_workloads() throws Exception {
        String jar = jar("both.jar", Good.class, Twin.class);

        assertThat(run("list", "twin", "--plugin", jar).out()).startsWith("twin  ");
        assertThat(run("list", "good", "--plugin", jar).out()).startsWith("good  ");
    }

    @Test
    void the_help_of_run_names_the_plugins_workloads() throws Exception {
        assertThat(run("run", "--plugin", jar("good.jar", Good.class), "--help").out())
                .containsPattern("(?m)^  good +grinds");
    }

    @Test
    void without_its_plugin_a_workload_is_unknown() {
        Invocation.Result result = run("run", "good");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("there is no workload \"good\"");
    }

    @Test
    void a_path_that_does_not_lead_to_a_jar_is_refused() throws Exception {
        Path text = Files.writeString(folder.resolve("text.jar"), "no zip");
        refuses("--plugin none.jar: there is no such file.", "none.jar");
        refuses(folder + ": it is a directory, not a jar.", folder.toString());
        refuses(text + ": it is not a jar.", text.toString());
        refuses("--plugin a\0b: it is not the path of a file.", "a\0b");
    }

    @Test
    void a_jar_without_workloads_is_refused() throws Exception {
        refuses("it brings no workload: " + SERVICE + " is missing", jar("empty.jar"));
        refuses("or names no class.", jarNaming("blank.jar", "# nothing\n"));
    }

    @Test
    void a_class_that_is_not_there_is_named() throws Exception {
        refuses(
                "absent.jar: Provider com.example.Absent not found.",
                jarNaming("absent.jar", "com.example.Absent\n"));
        refuses(PluginTest.class.getName() + " not a subtype.", jar("test.jar", PluginTest.class));
    }

    static Stream<Arguments> classes() {
        return Stream.of(
                Arguments.of(
                        Unmakeable.class,
                        "Unmakeable could not be instantiated: IllegalStateException: no luck."),
                Arguments.of(Demanding.class, "Unable to get public no-arg constructor: "),
                Arguments.of(
                        Throwing.class, "Throwing cannot be used: UnsupportedOperationException."),
                Arguments.of(Taken.class, "there is a workload pbkdf2 already."),
                Arguments.of(Shouting.class, "the name of a workload is of lower-case letters"),
                Arguments.of(
                        Clashing.class,
                        "the workload clashing cannot have a parameter threads: --threads is an"
                                + " option of run itself."),
                Arguments.of(
                        ClashingWithAll.class,
                        "cannot have a parameter debug: --debug is an option of run itself."),
                Arguments.of(
                        OtherKind.class,
                        "--iterations is of the kind flag for the workload other-kind, but of the kind"
                                + " count for pbkdf2."),
                Arguments.of(
                        Twice.class, "the workload twice: two parameters have the name grains."),
                Arguments.of(Underscored.class, "the name of a parameter is of lower-case letters"),
                Arguments.of(
                        BadDefault.class,
                        "the workload bad-default: its default cannot be used: --grains must be"));
    }

    @ParameterizedTest
    @MethodSource("classes")
    void a_class_that_cannot_be_used_is_refused(Class<?> type, String sentence) throws Exception {
        refuses(sentence, jar("plugin.jar", type));
    }

    @Test
    void the_same_plugin_twice_is_refused() throws Exception {
        String jar = jar("good.jar", Good.class);
        Invocation.Result result = run("run", "--plugin", jar, "--plugin", jar);
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err())
                .isEqualTo("loopbench: --plugin " + jar + ": there is a workload good already.\n");
    }

    @Test
    void a_stack_trace_is_shown_with_debug_only() throws Exception {
        String jar = jar("plugin.jar", Unmakeable.class);
        assertThat(run("run", "--debug", "--plugin", jar).err())
                .contains("\tat dev.loopbench.cli.");
    }

    @Test
    void an_option_without_a_value_is_told_by_the_command() {
        Invocation.Result result = run("run", "--plugin");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).isEqualTo("loopbench: --plugin needs a value.\n");
    }

    @ParameterizedTest
    @MethodSource
    void other_commands_do_not_know_the_option(String command) {
        Invocation.Result result = run(command, "--plugin", "none.jar");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("there is no option --plugin").hasLineCount(1);
    }

    static Stream<String> other_commands_do_not_know_the_option() {
        return Stream.of("serve", "order");
    }

    private void refuses(String sentence, String jar) {
        for (String command : List.of("run", "list")) {
            Invocation.Result result = run(command, "--plugin", jar);
            assertThat(result.err()).startsWith("loopbench: ").contains(sentence).hasLineCount(1);
            assertThat(result.out()).isEmpty();
            assertThat(result.code()).isEqualTo(2);
        }
        assertThat(sessions.plans()).isEmpty();
    }

    private Invocation.Result run(String... words) {
        return Invocation.with(sessions).execute(words);
    }

    private String jar(String name, Class<?>... types) throws IOException {
        StringBuilder names = new StringBuilder();
        Stream.of(types).forEach(type -> names.append(type.getName()).append('\n'));
        return types.length == 0 ? jarOf(name, "empty", "") : jarNaming(name, names.toString());
    }

    private String jarNaming(String name, String providers) throws IOException {
        return jarOf(name, SERVICE, providers);
    }

    private String jarOf(String name, String entry, String content) throws IOException {
        Path file = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out)) {
            jar.putNextEntry(new JarEntry(entry));
            jar.write(content.getBytes(StandardCharsets.UTF_8));
        }
        return file.toString();
    }

    /** What all of them have in common. */
    abstract static class Named implements WorkloadType {

        private final String name;
        private final List<Parameter> parameters;

        Named(String name, Parameter... parameters) {
            this.name = name;
            this.parameters = List.of(parameters);
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public String summary() {
            return "grinds";
        }

        @Override
        public List<Parameter> parameters() {
            return parameters;
        }

        @Override
        public Workload create(WorkloadSetup setup) {
            throw new UnsupportedOperationException();
        }
    }

    private static Parameter grains(String defaultText) {
        return Parameter.of("grains", Kind.COUNT, defaultText, "grains to grind");
    }

    public static final class Good extends Named {
        public Good() {
            super("good", grains("3"));
        }
    }

    public static final class Twin extends Named {
        public Twin() {
            super("twin", grains("4"));
        }
    }

    public static final class Taken extends Named {
        public Taken() {
            super("pbkdf2");
        }
    }

    public static final class Shouting extends Named {
        public Shouting() {
            super("SHOUTING");
        }
    }

    public static final class Clashing extends Named {
        public Clashing() {
            super("clashing", Parameter.of("threads", Kind.COUNT, "1", "of its own"));
        }
    }

    public static final class ClashingWithAll extends Named {
        public ClashingWithAll() {
            super("clashing", Parameter.flag("debug", "of its own"));
        }
    }

    public static final class OtherKind extends Named {
        public OtherKind() {
            super("other-kind", Parameter.flag("iterations", "of its own"));
        }
    }

    public static final class Twice extends Named {
        public Twice() {
            super("twice", grains("1"), grains("2"));
        }
    }

    public static final class Underscored extends Named {
        public Underscored() {
            super("underscored", Parameter.flag("all_of_it", "of its own"));
        }
    }

    public static final class BadDefault extends Named {
        public BadDefault() {
            super("bad-default", grains("many"));
        }
    }

    public static final class Unmakeable extends Named {
        public Unmakeable() {
            super("unmakeable");
            throw new IllegalStateException("no luck");
        }
    }

    public static final class Demanding extends Named {
        public Demanding(String demand) {
            super(demand);
        }
    }

    public static final class Throwing extends Named {
        public Throwing() {
            super("throwing");
        }

        @Override
        public List<Parameter> parameters() {
            throw new UnsupportedOperationException();
        }
    }
}
