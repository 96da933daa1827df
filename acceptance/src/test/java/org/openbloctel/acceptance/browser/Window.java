package org.openbloctel.acceptance.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.CheckedNode;
import com.deque.html.axecore.results.Rule;
import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** A window of the {@link Browser}: somebody's way through the portal, by what they see. Not thread-safe. */
public final class Window implements AutoCloseable {
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final List<String> RULES =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

    private final BrowserContext context;
    private final Look look;
    private final Page page;

    Window(BrowserContext context, Look look) {
        this.context = context;
        this.look = look;
        this.page = context.newPage();
    }

    /** The page, for what this type has no word for. */
    public Page page() {
        return page;
    }

    /** Opens an address; answers the status of HTTP. */
    public int go(String path) {
        Response response = page.navigate(path);
        return response == null ? 0 : response.status();
    }

    /** The main heading. */
    public String heading() {
        return page.locator("h1").innerText();
    }

    /** The path of the page that is open. */
    public String path() {
        return java.net.URI.create(page.url()).getPath();
    }

    /** Types into the field with this label. */
    public Window fill(String label, String text) {
        page.getByLabel(label, new Page.GetByLabelOptions().setExact(true)).fill(text);
        return this;
    }

    /** Presses the button with this name. */
    public Window press(String button) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(button).setExact(true))
                .click();
        return this;
    }

    /** Follows the first link with this name. */
    public Window follow(String link) {
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(link).setExact(true))
                .first()
                .click();
        return this;
    }

    /** Waits until this path is open: after a script has sent a form. */
    public Window arrives(String path) {
        page.waitForURL(url -> java.net.URI.create(url).getPath().equals(path));
        return this;
    }

    /** Gives the browser an authenticator that finds its owner's finger at once. */
    public Window withAuthenticator() {
        CDPSession devtools = context.newCDPSession(page);
        JsonObject options = new JsonObject();
        options.addProperty("protocol", "ctap2");
        options.addProperty("transport", "internal");
        options.addProperty("hasResidentKey", true);
        options.addProperty("hasUserVerification", true);
        options.addProperty("isUserVerified", true);
        JsonObject parameters = new JsonObject();
        parameters.add("options", options);
        devtools.send("WebAuthn.enable");
        devtools.send("WebAuthn.addVirtualAuthenticator", parameters);
        return this;
    }

    /** Fails when this text is nowhere on the page. */
    public Window sees(String text) {
        assertThat(page.locator("body").innerText().replace('\u00a0', ' ')).contains(text);
        return this;
    }

    /**
     * Looks at the page as a whole: nothing that keeps people out (axe: WCAG 2.2 A and AA, and good practice), nothing cut off or
     * to be scrolled sideways, one main heading. Keeps a picture of it.
     */
    public Window examine(String name) {
        picture(name);
        assertThat(page.locator("h1").count()).as("main headings of %s", name).isEqualTo(1);
        assertThat(page.title()).as("title of %s", name).isNotBlank();
        assertThat(overflow())
                .as("pixels that %s is wider than its window (%s)", name, look.slug())
                .isZero();
        if (look.script()) {
            assertThat(faults()).as("%s, %s", name, look.slug()).isEmpty();
        }
        return this;
    }

    /** Keeps a picture of the whole page in {@code target/screenshots}. */
    public Window picture(String name) {
        page.screenshot(new ScreenshotOptions()
                .setFullPage(true)
                .setPath(SCREENSHOTS.resolve(name + "-" + look.slug() + ".png")));
        return this;
    }

    /** What has the focus, after a press of the tabulator: its text, or its name. */
    public String tab() {
        page.keyboard().press("Tab");
        return String.valueOf(
                page.evaluate(
                        "() => { const e = document.activeElement; return (e.innerText || e.name || e.id || e.tagName).trim(); }"));
    }

    @Override
    public void close() {
        context.close();
    }

    private int overflow() {
        if (!look.script()) {
            return 0;
        }
        Object wider =
                page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
        return Objects.requireNonNull((Number) wider).intValue();
    }

    private List<String> faults() {
        return new AxeBuilder(page)
                .withTags(RULES).analyze().getViolations().stream()
                        .map(Window::told)
                        .toList();
    }

    private static String told(Rule rule) {
        return rule.getId() + ": " + rule.getHelp()
                + rule.getNodes().stream().map(CheckedNode::getHtml).collect(Collectors.joining("\n  ", "\n  ", ""));
    }
}
