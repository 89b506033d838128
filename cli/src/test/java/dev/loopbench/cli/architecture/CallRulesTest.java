package dev.loopbench.cli.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.io.FileDescriptor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What the system owns is reached through its port alone, so that all of it runs simulated. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS) // reading all classes takes a second
final class CallRulesTest {

    private static final DescribedPredicate<JavaClass> CLOCK_ADAPTERS =
            nameMatching("dev\\.loopbench\\.loopcore\\.clock\\.System\\w+").forSubtype();

    private static final DescribedPredicate<JavaClass> THREAD_FACTORIES =
            assignableTo(ThreadFactory.class)
                    .or(nameMatching("dev\\.loopbench\\..*Threads").forSubtype());

    private static final DescribedPredicate<JavaClass> CONSOLE =
            resideInAPackage("dev.loopbench.cli.console");

    private final JavaClasses production = Modules.production();

    @Test
    void the_clock_is_read_through_its_port() {
        noClasses()
                .that(not(CLOCK_ADAPTERS))
                .should()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .because("NanoClock.nanoTime() also runs simulated")
                .check(production);
    }

    @Test
    void nothing_sleeps_but_the_clock() {
        noClasses()
                .that(not(CLOCK_ADAPTERS))
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(Thread.class, "sleep", long.class, int.class)
                .orShould()
                .callMethod(TimeUnit.class, "sleep", long.class)
                .because("a TimerHandle waits on the loop, and NanoClock.sleep also runs simulated")
                .check(production);
    }

    @Test
    void only_the_console_writes_to_the_standard_streams() {
        noClasses()
                .that(not(CONSOLE))
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .accessField(FileDescriptor.class, "out")
                .orShould()
                .accessField(FileDescriptor.class, "err")
                .because("cli.console.Console knows what the stream can show")
                .check(production);
    }

    @Test
    void only_thread_factories_and_the_console_make_threads() {
        noClasses()
                .that(not(THREAD_FACTORIES).and(not(CONSOLE)))
                .should()
                .callConstructorWhere(
                        DescribedPredicate.describe(
                                "a thread is made",
                                call -> call.getTargetOwner().isEquivalentTo(Thread.class)))
                .because("an injected ThreadFactory, such as pool.WorkerThreads, names its threads")
                .check(production);
    }

    @Test
    void only_the_composition_root_ends_the_process() {
        noClasses()
                .that(not(nameMatching("dev\\.loopbench\\.cli\\.Main").forSubtype()))
                .should()
                .callMethod(System.class, "exit", int.class)
                .because("Main exits once, with a cli.console.ExitCode")
                .check(production);
    }

    @Test
    void tests_do_not_sleep() {
        noClasses()
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(Thread.class, "sleep", long.class, int.class)
                .orShould()
                .callMethod(TimeUnit.class, "sleep", long.class)
                .because(
                        "sim.VirtualClock moves at once, and a latch waits exactly as long as it must")
                .check(Modules.tests());
    }
}
