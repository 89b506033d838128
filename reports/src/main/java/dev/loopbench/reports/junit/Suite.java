package dev.loopbench.reports.junit;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/**
 * One test suite as JUnit's XML. Times are in seconds. Since some servers show nothing but the text
 * of an element, that repeats the message.
 *
 * <p>Immutable.
 *
 * @param out what stands beside the tests; empty for nothing
 */
public record Suite(
        String name, @Nullable String started, long durationNanos, List<Check> checks, String out) {

    private static final String NAME = "loopbench";
    private static final String TEST_CASE = "testcase";
    private static final int NANOS_PER_SECOND_DIGITS = 9;

    public void write(Appendable document) throws IOException {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            write(xml);
            xml.close();
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
        document.append(text.toString()).append('\n');
    }

    private void write(XMLStreamWriter xml) throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        start("testsuites", 0, xml);
        attribute("name", NAME, xml);
        counts(xml);
        start("testsuite", 1, xml);
        attribute("name", name, xml);
        counts(xml);
        if (started != null) {
            attribute("timestamp", started, xml);
        }
        for (Check check : checks) {
            testCase(check, xml);
        }
        out(xml);
        end(1, xml);
        end(0, xml);
        xml.writeEndDocument();
    }

    private void counts(XMLStreamWriter xml) throws XMLStreamException {
        attribute("tests", Integer.toString(checks.size()), xml);
        attribute("failures", count(Check.Outcome.FAILED), xml);
        attribute("errors", count(Check.Outcome.ERROR), xml);
        attribute("skipped", count(Check.Outcome.SKIPPED), xml);
        attribute("time", seconds(durationNanos), xml);
    }

    private String count(Check.Outcome outcome) {
        return Long.toString(checks.stream().filter(c -> c.outcome() == outcome).count());
    }

    private void testCase(Check check, XMLStreamWriter xml) throws XMLStreamException {
        String message = check.message();
        indent(2, xml);
        if (message == null) {
            xml.writeEmptyElement(TEST_CASE);
        } else {
            xml.writeStartElement(TEST_CASE);
        }
        attribute("classname", NAME + "." + name, xml);
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

    private void out(XMLStreamWriter xml) throws XMLStreamException {
        if (out.isEmpty()) {
            return;
        }
        start("system-out", 2, xml);
        xml.writeCharacters(XmlText.of(out));
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
