package dev.loopbench.reports.junit;

import dev.loopbench.probes.result.Finding;
import dev.loopbench.probes.result.Report;
import dev.loopbench.reports.ReportWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes the checks a run carries as JUnit's XML: whether it is complete, whether each kind of
 * operation went without errors, and what the instrument doubts.
 *
 * <p>Immutable. An interrupted run is an error, failed operations are a failure, and a doubt is a
 * skipped test: the run cannot tell. Findings are diagnoses, not tests, and stand in {@code
 * system-out}. Times are in seconds. Since some servers show nothing but the text of an element,
 * that repeats the message.
 */
public final class JunitReportWriter implements ReportWriter {

    private static final String NAME = "loopbench";
    private static final String TEST_CASE = "testcase";
    private static final int NANOS_PER_SECOND_DIGITS = 9;

    @Override
    public void write(Report report, Appendable out) throws IOException {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            write(report, xml);
            xml.close();
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
        out.append(text.toString()).append('\n');
    }

    private static void write(Report report, XMLStreamWriter xml) throws XMLStreamException {
        List<Check> checks = Checks.of(report);
        String seconds = seconds(report.run().durationNanos());
        xml.writeStartDocument("UTF-8", "1.0");
        start("testsuites", 0, xml);
        attribute("name", NAME, xml);
        counts(checks, seconds, xml);
        start("testsuite", 1, xml);
        attribute("name", report.config().workload(), xml);
        counts(checks, seconds, xml);
        attribute("timestamp", report.run().started(), xml);
        for (Check check : checks) {
            testCase(check, report.config().workload(), xml);
        }
        findings(report.findings(), xml);
        end(1, xml);
        end(0, xml);
        xml.writeEndDocument();
    }

    private static void counts(List<Check> checks, String seconds, XMLStreamWriter xml)
            throws XMLStreamException {
        attribute("tests", Integer.toString(checks.size()), xml);
        attribute("failures", count(checks, Check.Outcome.FAILED), xml);
        attribute("errors", count(checks, Check.Outcome.ERROR), xml);
        attribute("skipped", count(checks, Check.Outcome.SKIPPED), xml);
        attribute("time", seconds, xml);
    }

    private static String count(List<Check> checks, Check.Outcome outcome) {
        return Long.toString(checks.stream().filter(c -> c.outcome() == outcome).count());
    }

    private static void testCase(Check check, String workload, XMLStreamWriter xml)
            throws XMLStreamException {
        String message = check.message();
        indent(2, xml);
        if (message == null) {
            xml.writeEmptyElement(TEST_CASE);
        } else {
            xml.writeStartElement(TEST_CASE);
        }
        attribute("classname", NAME + "." + workload, xml);
        attribute("name", check.name(), xml);
        if (message != null) {
            outcome(check, message, xml);
            end(2, xml);
        }
    }

    private static void outcome(Check check, String message, XMLStreamWriter xml)
            throws XMLStreamException {
        start(check.outcome().element(), 3, xml);
        if (check.outcome() != Check.Outcome.SKIPPED) {
            attribute("type", check.type(), xml);
        }
        attribute("message", message, xml);
        xml.writeCharacters(XmlText.of(message));
        xml.writeEndElement();
    }

    private static void findings(List<Finding> findings, XMLStreamWriter xml)
            throws XMLStreamException {
        if (findings.isEmpty()) {
            return;
        }
        start("system-out", 2, xml);
        String text = findings.stream().map(FindingText::of).collect(Collectors.joining("\n"));
        xml.writeCharacters(XmlText.of(text));
        xml.writeEndElement();
    }

    private static void start(String element, int level, XMLStreamWriter xml)
            throws XMLStreamException {
        indent(level, xml);
        xml.writeStartElement(element);
    }

    private static void end(int level, XMLStreamWriter xml) throws XMLStreamException {
        indent(level, xml);
        xml.writeEndElement();
    }

    private static void indent(int level, XMLStreamWriter xml) throws XMLStreamException {
        xml.writeCharacters("\n" + "  ".repeat(level));
    }

    private static void attribute(String name, String value, XMLStreamWriter xml)
            throws XMLStreamException {
        xml.writeAttribute(name, XmlText.ofAttribute(value));
    }

    /** Exact, and never in a locale's own digits. */
    private static String seconds(long nanos) {
        return BigDecimal.valueOf(nanos, NANOS_PER_SECOND_DIGITS).toPlainString();
    }
}
