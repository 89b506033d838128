package dev.loopbench.reports.html;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** A written page, taken apart as a browser does: an element's text ends at its first end tag. */
record PageText(String text) {

    private static final Pattern RAW =
            Pattern.compile("(<style>)(.*?)(</style>)|(<script>)(.*?)(</script>)", Pattern.DOTALL);

    private static final Pattern DATA =
            Pattern.compile(
                    "<script type=\"application/(json|gzip)\" id=\"report\">(.*?)</script>",
                    Pattern.DOTALL);

    private static final Pattern ANY_RAW =
            Pattern.compile(
                    "(<(?:style|script)\\b[^>]*>)(.*?)(?=</(?:style|script)>)", Pattern.DOTALL);

    private static final Pattern TAG = Pattern.compile("</?[A-Za-z!][^>]*>");

    String policy() {
        return group("Content-Security-Policy\" content=\"([^\"]*)\"");
    }

    String styles() {
        return group("<style>(.*?)</style>");
    }

    String program() {
        return group("<script>(.*?)</script>");
    }

    /** The native report, as the page's program gets it. */
    String report() throws IOException {
        Matcher data = DATA.matcher(text);
        if (!data.find()) {
            throw new AssertionError("no report in the page");
        }
        return data.group(1).equals("gzip") ? unpacked(data.group(2)) : data.group(2);
    }

    private static String unpacked(String base64) throws IOException {
        byte[] bytes = Base64.getDecoder().decode(base64);
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** With digests instead of what changes with every stroke of a pen. */
    String withoutStylesAndProgram() {
        return RAW.matcher(text)
                .replaceAll(raw -> raw.group().startsWith("<style>") ? "<style/>" : "<script/>")
                .replaceAll("sha256-[A-Za-z0-9+/=]+", "sha256-");
    }

    /** All tags, of what is not the text of a script or a style sheet. */
    List<String> tags() {
        String markup =
                ANY_RAW.matcher(text).replaceAll(raw -> Matcher.quoteReplacement(raw.group(1)));
        return TAG.matcher(markup).results().map(MatchResult::group).toList();
    }

    void parseAsXml() throws ParserConfigurationException, IOException, SAXException {
        String markup =
                ANY_RAW.matcher(text).replaceAll(raw -> Matcher.quoteReplacement(raw.group(1)));
        DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(markup)));
    }

    String digestOf(String part) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(part.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private String group(String pattern) {
        Matcher matcher = Pattern.compile(pattern, Pattern.DOTALL).matcher(text);
        if (!matcher.find()) {
            throw new AssertionError("not in the page: " + pattern);
        }
        return matcher.group(1);
    }
}
