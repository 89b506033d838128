package dev.loopbench.reports.html;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** One page of a browser, with a reader's hands and eyes. Confined to the thread of the test. */
final class BrowserPage {

    private static final Set<String> COMPLAINTS =
            Set.of("Runtime.exceptionThrown", "Log.entryAdded", "Runtime.consoleAPICalled");

    private final DevTools tools;
    private final String session;

    private BrowserPage(DevTools tools, String session) {
        this.tools = tools;
        this.session = session;
    }

    static BrowserPage open(DevTools tools, URI file) {
        JsonNode target = tools.call(null, "Target.createTarget", Map.of("url", "about:blank"));
        JsonNode attached =
                tools.call(
                        null,
                        "Target.attachToTarget",
                        Map.of("targetId", target.get("targetId").stringValue(), "flatten", true));
        BrowserPage page = new BrowserPage(tools, attached.get("sessionId").stringValue());
        for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
            page.call(domain + ".enable", Map.of());
        }
        page.call("Page.navigate", Map.of("url", file.toString()));
        page.awaitDocument(file.getScheme());
        page.until("document.documentElement?.dataset.ready");
        return page;
    }

    /** What is evaluated while one document makes way for the next one may never be answered. */
    private void awaitDocument(String scheme) {
        try {
            tools.await(
                    event ->
                            event.path("method").asString("").equals("Page.frameNavigated")
                                    && event.path("sessionId").asString("").equals(session)
                                    && event.at("/params/frame/url")
                                            .asString("")
                                            .startsWith(scheme + ":"));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted before there was a document", stopped);
        }
    }

    private JsonNode call(String method, Map<String, ?> parameters) {
        return tools.call(session, method, parameters);
    }

    /** Of an expression, awaited if it is a promise. */
    JsonNode value(String expression) {
        JsonNode answer =
                call(
                        "Runtime.evaluate",
                        Map.of(
                                "expression", expression,
                                "awaitPromise", true,
                                "returnByValue", true));
        if (answer.has("exceptionDetails")) {
            throw new AssertionError(expression + ": " + answer.get("exceptionDetails"));
        }
        return answer.get("result").path("value");
    }

    /** Waits until an expression holds: what a hand does is not answered at once. */
    void until(String expression) {
        value(
                """
                new Promise((done, failed) => {
                    const limit = Date.now() + 300000;
                    const look = () => (%s) ? done(true)
                        : Date.now() > limit ? failed('not within five minutes')
                        : setTimeout(look, 10);
                    look();
                })"""
                        .formatted(expression));
    }

    String text(String selector) {
        return value("document.querySelector('%s').innerText".formatted(selector)).asString();
    }

    void click(String selector) {
        value("document.querySelector('%s').click()".formatted(selector));
    }

    void focus(String selector) {
        value("document.querySelector('%s').focus()".formatted(selector));
    }

    /** Where an element is, after it has been scrolled to: left, top, width, height. */
    double[] box(String selector) {
        JsonNode box =
                value(
                        """
                        (() => {
                            const node = document.querySelector('%s');
                            node.scrollIntoView({block: 'center'});
                            const box = node.getBoundingClientRect();
                            return [box.left, box.top, box.width, box.height];
                        })()"""
                                .formatted(selector));
        return new double[] {
            box.get(0).doubleValue(),
            box.get(1).doubleValue(),
            box.get(2).doubleValue(),
            box.get(3).doubleValue()
        };
    }

    void mouse(String type, double x, double y) {
        boolean up = type.equals("mouseMoved");
        call(
                "Input.dispatchMouseEvent",
                Map.of(
                        "type", type,
                        "x", x,
                        "y", y,
                        "button", up ? "none" : "left",
                        "clickCount", up ? 0 : 1));
    }

    void drag(double fromX, double toX, double y) {
        mouse("mouseMoved", fromX, y);
        mouse("mousePressed", fromX, y);
        call(
                "Input.dispatchMouseEvent",
                Map.of("type", "mouseMoved", "x", toX, "y", y, "button", "left", "buttons", 1));
        mouse("mouseReleased", toX, y);
    }

    void wheel(double x, double y, double delta) {
        call(
                "Input.dispatchMouseEvent",
                Map.of("type", "mouseWheel", "x", x, "y", y, "deltaX", 0, "deltaY", delta));
    }

    /**
     * @param modifiers 8 for shift
     */
    void key(String key, int modifiers) {
        for (String type : List.of("keyDown", "keyUp")) {
            Map<String, ?> event =
                    key.length() == 1 && type.equals("keyDown")
                            ? Map.of("type", type, "key", key, "text", key, "modifiers", modifiers)
                            : Map.of("type", type, "key", key, "modifiers", modifiers);
            call("Input.dispatchKeyEvent", event);
        }
    }

    void width(int pixels) {
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", pixels, "height", 900, "deviceScaleFactor", 1, "mobile", false));
    }

    /** Lays it out as on paper, without a word to the page that it is about to be printed. */
    void asOnPaper() {
        call("Emulation.setEmulatedMedia", Map.of("media", "print"));
    }

    /** Clicks, and waits until the browser has written the file. */
    Path download(String selector, Path folder) throws InterruptedException {
        tools.call(
                null,
                "Browser.setDownloadBehavior",
                Map.of(
                        "behavior",
                        "allowAndName",
                        "downloadPath",
                        folder.toString(),
                        "eventsEnabled",
                        true));
        click(selector);
        JsonNode done =
                tools.await(
                        event ->
                                event.path("method").asString("").equals("Browser.downloadProgress")
                                        && event.at("/params/state")
                                                .asString("")
                                                .equals("completed"));
        return folder.resolve(done.at("/params/guid").stringValue());
    }

    /** What the page complained about: exceptions, what it logged, what its policy refused. */
    List<JsonNode> complaints() {
        value("0"); // what came before has arrived by then
        return events().filter(e -> COMPLAINTS.contains(e.get("method").stringValue())).toList();
    }

    /** Addresses it asked for. */
    List<String> requests() {
        value("0");
        return events().filter(
                        e -> e.get("method").stringValue().equals("Network.requestWillBeSent"))
                .map(e -> e.at("/params/request/url").stringValue())
                .toList();
    }

    private Stream<JsonNode> events() {
        return tools.events().stream()
                .filter(event -> event.path("sessionId").asString("").equals(session));
    }
}
