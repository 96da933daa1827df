package org.openbloctel.acceptance.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.google.gson.JsonObject;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.ElementHandle;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** A window of the {@link Browser}: a visitor's way through the portal, by what they see. Not thread-safe. */
public final class Window implements AutoCloseable {
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    /** Pictures are for people; they take a third of what a browser test costs. */
    private static final boolean PICTURES = Boolean.getBoolean("pictures");
    /** More than any page has: then what is looked for cannot be reached. */
    private static final int STOPS = 150;

    /** The states that axe has looked at in this virtual machine. */
    private static final Set<String> LOOKED_AT = new HashSet<>();

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
        Locator field = page.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
        // How a date is typed depends on the browser's own language, which no test can set.
        if (look.keyboard() && !List.of("date", "time").contains(String.valueOf(field.getAttribute("type")))) {
            reach(field);
            page.keyboard().press("Control+A");
            page.keyboard().press("Delete");
            page.keyboard().type(text);
        } else {
            field.fill(text);
        }
        return this;
    }

    /** What stands in the field with this label. */
    public String typed(String label) {
        return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true))
                .inputValue();
    }

    /** Presses the first button with this name. */
    public Window press(String button) {
        return activate(AriaRole.BUTTON, button);
    }

    /** Follows the first link with this name. */
    public Window follow(String link) {
        return activate(AriaRole.LINK, link);
    }

    /** Ticks the box, or chooses the circle, with this label. */
    public Window choose(String label) {
        Locator choice = page.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
        if (!look.keyboard()) {
            choice.check();
            return this;
        }
        String name = String.valueOf(choice.getAttribute("name"));
        reach(
                page.locator("input[name='" + name + "']:focus"),
                () -> page.keyboard().press("Tab"));
        ElementHandle element = choice.elementHandle();
        for (int i = 0; i < STOPS && !isFocused(element); i++) {
            page.keyboard().press("radio".equals(choice.getAttribute("type")) ? "ArrowDown" : "Tab");
        }
        if (!choice.isChecked()) {
            page.keyboard().press("Space");
        }
        assertThat(choice.isChecked()).as("chosen by keyboard: %s", label).isTrue();
        return this;
    }

    private Window activate(AriaRole role, String name) {
        Locator target = page.getByRole(
                        role, new Page.GetByRoleOptions().setName(name).setExact(true))
                .first();
        if (target.count() == 0 && page.locator("header summary").count() > 0) {
            unfold("header summary", ""); // where people look for what they do not see
        }
        if (!look.keyboard()) {
            target.click();
            page.waitForLoadState();
            return this;
        }
        reach(target);
        page.evaluate("() => { window.before = true; }");
        page.keyboard().press("Enter");
        page.waitForFunction("() => !window.before && document.readyState === 'complete'");
        return this;
    }

    private void reach(Locator target) {
        // Looked for once: by role and name that takes longer than the press of a key.
        ElementHandle element = target.elementHandle();
        for (int i = 0; i < STOPS && !isFocused(element); i++) {
            page.keyboard().press("Tab");
        }
        assertThat(isFocused(element)).as("reached by keyboard: %s", target).isTrue();
    }

    private static void reach(Locator focused, Runnable next) {
        for (int i = 0; i < STOPS && focused.count() == 0; i++) {
            next.run();
        }
    }

    private static boolean isFocused(ElementHandle element) {
        return Boolean.TRUE.equals(element.evaluate("e => e === document.activeElement"));
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
     * to be scrolled sideways, one main heading. Keeps a picture of it. Axe looks once at each name, light and dark: it takes a third of what a
     * browser test costs, and EveryPageBrowserIT shows it all pages wide and narrow.
     */
    public Window examine(String name) {
        return examine(name, look);
    }

    /** Examines the page that is open, as it is, then wide, narrow and dark: a state need not be reached again for each. */
    public Window examineEveryWay(String name) {
        examine(name, look);
        examineAs(
                name, new Look(Look.WIDE.width(), look.height(), look.language(), !look.dark(), look.script(), false));
        examineAs(
                name,
                new Look(
                        Look.WIDE.narrow().width(), look.height(), look.language(), look.dark(), look.script(), false));
        resize(look);
        return this;
    }

    /** Examines the page that is open, wide and narrow, both for axe: half the looks of {@link #examineEveryWay}. */
    public Window examineWideAndNarrow(String name) {
        examine(name, look);
        LOOKED_AT.remove(name + look.dark());
        examineAs(name, look.narrow());
        resize(look);
        return this;
    }

    private void examineAs(String name, Look other) {
        if (other.slug().equals(look.slug())) {
            return;
        }
        resize(other);
        examine(name, other);
    }

    private void resize(Look other) {
        page.setViewportSize(other.width(), other.height());
        page.emulateMedia(
                new EmulateMediaOptions().setColorScheme(other.dark() ? ColorScheme.DARK : ColorScheme.LIGHT));
    }

    private Window examine(String name, Look look) {
        picture(name, look);
        assertThat(page.locator("h1").count()).as("main headings of %s", name).isEqualTo(1);
        assertThat(page.title()).as("title of %s", name).isNotBlank();
        assertThat(overflow())
                .as("pixels that %s is wider than its window (%s)", name, look.slug())
                .isZero();
        if (look.script() && LOOKED_AT.add(name + look.dark())) {
            assertThat(faults()).as("%s, %s", name, look.slug()).isEmpty();
        }
        return this;
    }

    /** The first bytes of a file that this window may fetch, as text. */
    public String fetch(String path) {
        APIResponse response = page.request().get(path);
        assertThat(response.status()).as(path).isEqualTo(200);
        return new String(response.body(), StandardCharsets.ISO_8859_1);
    }

    /** Keeps a picture of the whole page in {@code target/screenshots}, with {@code -Dpictures=true}. */
    public Window picture(String name) {
        picture(name, look);
        return this;
    }

    private void picture(String name, Look look) {
        if (PICTURES) {
            page.screenshot(new ScreenshotOptions()
                    .setFullPage(true)
                    .setPath(SCREENSHOTS.resolve(name + "-" + look.slug() + ".png")));
        }
    }

    /** Opens what is folded under this heading. */
    public Window unfold(String summary) {
        return unfold("main summary", summary);
    }

    private Window unfold(String which, String summary) {
        Locator heading = page.locator(which)
                .filter(new Locator.FilterOptions().setHasText(summary))
                .first();
        if (look.keyboard()) {
            reach(heading);
            page.keyboard().press("Enter");
        } else {
            heading.click();
        }
        return this;
    }

    /** The start of the file behind the first link that begins with this name. */
    public String fileBehind(String link) {
        Locator target = page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(link))
                .first();
        if (look.keyboard()) {
            reach(target);
        }
        return fetch(String.valueOf(target.getAttribute("href")));
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

    /** What axe finds. Run here and not by its builder, which opens a tab each time and brings all that it found right. */
    private List<?> faults() {
        if (Boolean.FALSE.equals(page.evaluate("() => 'axe' in window"))) {
            page.evaluate(AxeBuilder.getAxeScript());
        }
        Object found = page.evaluate("""
                async rules => {
                  const result = await axe.run(document, { runOnly: rules, resultTypes: ["violations"] });
                  return result.violations.map(
                    one => one.id + ": " + one.help + one.nodes.map(node => "\\n  " + node.html).join(""));
                }""", RULES);
        return (List<?>) Objects.requireNonNull(found);
    }
}
