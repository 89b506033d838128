package dev.loopbench.cli.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Who may import whom. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS) // reading all classes takes a second
final class PackageRulesTest {

    private final JavaClasses production = Modules.production();

    @Test
    void packages_form_a_graph_without_cycles() {
        slices().matching("dev.loopbench.(**)").should().beFreeOfCycles().check(production);
    }

    @Test
    void modules_stand_in_one_line() {
        noClasses()
                .that()
                .resideInAPackage("dev.loopbench.loopcore..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.loopbench.probes..", "dev.loopbench.reports..", "dev.loopbench.cli..")
                .because("the loop does not know what watches it")
                .check(production);
        noClasses()
                .that()
                .resideInAPackage("dev.loopbench.probes..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.loopbench.reports..", "dev.loopbench.cli..")
                .because("what measures does not know how it is shown")
                .check(production);
        noClasses()
                .that()
                .resideInAPackage("dev.loopbench.reports..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.loopbench.cli..")
                .because("reports are written without a command line, too")
                .check(production);
    }

    @Test
    void loopcore_stands_on_the_jdk_alone() {
        classes()
                .that()
                .resideInAPackage("dev.loopbench.loopcore..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dev.loopbench.loopcore..", "java..", "javax..", "org.jspecify..")
                .check(production);
    }

    @Test
    void nothing_in_loopcore_imports_the_programs_on_it() {
        for (String leaf : List.of("workload", "order")) {
            String programs = "dev.loopbench.loopcore." + leaf + "..";
            noClasses()
                    .that(
                            resideInAPackage("dev.loopbench.loopcore..")
                                    .and(not(resideInAPackage(programs))))
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(programs)
                    .because("they are programs on the loop, written as any user would")
                    .check(production);
        }
    }

    @Test
    void results_hold_jdk_types_and_other_results_only() {
        classes()
                .that()
                .resideInAPackage("dev.loopbench.probes.result")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("dev.loopbench.probes.result", "java..", "org.jspecify..")
                .because("an old report outlives a changed runtime")
                .check(production);
    }

    @Test
    void numbers_are_written_without_knowing_what_they_are_of() {
        classes()
                .that()
                .resideInAPackage("dev.loopbench.probes.quantity")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("dev.loopbench.probes.quantity", "java..", "org.jspecify..")
                .because("findings, reports and the command line share them")
                .check(production);
    }

    @Test
    void a_protocol_is_spoken_without_knowing_what_it_is_for() {
        classes()
                .that()
                .resideInAPackage("dev.loopbench.probes.inspector")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dev.loopbench.probes.inspector",
                        "dev.loopbench.loopcore.clock",
                        "java..",
                        "org.jspecify..",
                        "tools.jackson..")
                .because("whoever looks into a process shares it")
                .check(production);
        noClasses()
                .that(
                        resideInAPackage("dev.loopbench.probes..")
                                .and(
                                        not(
                                                resideInAnyPackage(
                                                        "dev.loopbench.probes.inspector",
                                                        "dev.loopbench.probes.sourcemap",
                                                        "dev.loopbench.probes.node.."))))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("tools.jackson..", "dev.loopbench.probes.inspector")
                .because("our own loop is measured without them")
                .check(production);
    }

    @Test
    void reports_see_results_the_decoder_of_histograms_and_how_numbers_are_written_only() {
        noClasses()
                .that()
                .resideInAPackage("dev.loopbench.reports..")
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("dev.loopbench.loopcore..", "dev.loopbench.probes..")
                                .and(
                                        not(
                                                resideInAnyPackage(
                                                        "dev.loopbench.probes.result",
                                                        "dev.loopbench.probes.latency",
                                                        "dev.loopbench.probes.quantity"))))
                .because("a saved report is shown as a fresh one is")
                .check(production);
    }

    @Test
    void statistics_know_numbers_and_the_gate_knows_statistics_only() {
        classes()
                .that()
                .resideInAPackage("dev.loopbench.reports.gate.statistics")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dev.loopbench.reports.gate.statistics",
                        "org.apache.commons.statistics.distribution",
                        "java..",
                        "org.jspecify..")
                .because("what is true of numbers does not depend on where they come from")
                .check(production);
        classes()
                .that()
                .resideInAPackage("dev.loopbench.reports.gate.decide")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dev.loopbench.reports.gate.decide",
                        "dev.loopbench.reports.gate.model",
                        "dev.loopbench.reports.gate.statistics",
                        "java..",
                        "org.jspecify..")
                .because("who measures and who simulates drive one and the same gate")
                .check(production);
    }

    @Test
    void only_the_command_line_knows_its_libraries() {
        noClasses()
                .that(not(resideInAPackage("dev.loopbench.cli..")))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("picocli..", "org.jline..")
                .check(production);
    }
}
