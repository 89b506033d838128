package dev.loopbench.reports.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.probes.result.Finding;
import dev.loopbench.probes.result.Report;
import dev.loopbench.probes.result.Warning;
import dev.loopbench.reports.EditedReports;
import dev.loopbench.reports.RandomReports;
import dev.loopbench.reports.SampleReports;
import dev.loopbench.reports.Written;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** What is written is read by the JDK's parser and checked against {@code junit.xsd}. */
class JunitReportWriterTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "classic",
                "blocked-loop",
                "many-jobs",
                "interrupted",
                "flood",
                "unmeasurable",
                "node-trace"
            })
    void every_sample_is_valid(String sample) {
        assertThat(testCases(SampleReports.named(sample))).isNotEmpty();
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 60);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void any_report_is_valid(long seed) {
        assertThat(testCases(new RandomReports(seed).next())).as("seed " + seed).isNotEmpty();
    }

    @Test
    void a_run_without_trouble_passes() {
        assertThat(testCases(SampleReports.classic()))
                .allMatch(testCase -> testCase.getElementsByTagName("*").getLength() == 0);
    }

    @Test
    void an_interrupted_run_is_an_error() {
        Element run = testCase(SampleReports.interrupted(), "run complete");

        assertThat(run.getElementsByTagName("error").getLength()).isEqualTo(1);
        assertThat(suite(SampleReports.interrupted()).getAttribute("errors")).isEqualTo("1");
    }

    @Test
    void operations_that_failed_are_a_failure_with_their_number() {
        Element operations = testCase(SampleReports.manyJobs(), "operations fs-read");

        assertThat(operations.getElementsByTagName("failure").item(0).getTextContent())
                .isEqualTo("3 failed or gave a wrong result, 11718 ended well.");
        assertThat(suite(SampleReports.manyJobs()).getAttribute("failures")).isEqualTo("1");
    }

    @Test
    void a_doubt_is_skipped_with_its_message_and_never_a_failure() {
        Report report =
                EditedReports.withWarnings(
                        SampleReports.classic(),
                        List.of(
                                new Warning(
                                        Warning.Kind.SELFCHECK_LITTLE,
                                        "They disagree.",
                                        "Repeat.")));

        Element check = testCase(report, "selfcheck.little");

        Element skipped = (Element) check.getElementsByTagName("skipped").item(0);
        assertThat(skipped.getAttribute("message")).isEqualTo("They disagree. Repeat.");
        assertThat(suite(report).getAttribute("skipped")).isEqualTo("1");
        assertThat(suite(report).getAttribute("failures")).isEqualTo("0");
    }

    @Test
    void findings_are_text_and_no_tests() {
        Element suite = suite(SampleReports.blockedLoop());

        assertThat(suite.getAttribute("failures")).isEqualTo("0");
        assertThat(suite.getElementsByTagName("system-out").item(0).getTextContent())
                .contains("The loop was blocked");
    }

    @Test
    void times_are_in_seconds() {
        assertThat(suite(SampleReports.flood()).getAttribute("time")).isEqualTo("10.004000000");
    }

    @Test
    void what_xml_cannot_hold_is_replaced() {
        String evil = "a\u0000b\u001bc\ufffed\ud800e]]>&<\r\nf\ud83d\ude00\u0085";
        Finding finding =
                new Finding(
                        "r",
                        Finding.Severity.WARN,
                        1,
                        Finding.Confidence.LOW,
                        null,
                        evil,
                        List.of(),
                        List.of(),
                        evil,
                        evil);
        Report report =
                EditedReports.withFindings(
                        EditedReports.withWarnings(
                                EditedReports.withKinds(SampleReports.flood(), evil),
                                List.of(new Warning(Warning.Kind.UNKNOWN, evil, evil))),
                        List.of(finding));

        assertThat(suite(report).getElementsByTagName("system-out").item(0).getTextContent())
                .contains("a\ufffdb\ufffdc\ufffdd\ufffde]]>&<\nf\ud83d\ude00\u0085");
        assertThat(
                        testCase(
                                report,
                                "operations a\ufffdb\ufffdc\ufffdd\ufffde]]>&< f\ud83d\ude00\u0085"))
                .isNotNull();
    }

    private static Element testCase(Report report, String name) {
        return testCases(report).stream()
                .filter(testCase -> testCase.getAttribute("name").equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<Element> testCases(Report report) {
        NodeList found = suite(report).getElementsByTagName("testcase");
        List<Element> testCases = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            testCases.add((Element) found.item(i));
        }
        return testCases;
    }

    private static Element suite(Report report) {
        String text = Written.by(new JunitReportWriter(), report);
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setNamespaceAware(true);
            SchemaFactory.newDefaultInstance()
                    .newSchema(
                            Objects.requireNonNull(
                                    JunitReportWriterTest.class.getResource("junit.xsd")))
                    .newValidator()
                    .validate(new StreamSource(new StringReader(text)));
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            Document document =
                    factory.newDocumentBuilder().parse(new InputSource(new StringReader(text)));
            return (Element) document.getElementsByTagName("testsuite").item(0);
        } catch (SAXException | IOException | ParserConfigurationException e) {
            throw new AssertionError(text, e);
        }
    }
}
