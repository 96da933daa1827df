package org.openbloctel.acceptance.browser;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Debian's Chromium, driven by Playwright; found (or installed) by {@code bin/find-chromium}. One process for all test classes of a virtual
 * machine, where each window has cookies and storage of its own. It ends with the virtual machine. Not thread-safe.
 */
public final class Browser implements AutoCloseable {
    private final com.microsoft.playwright.Browser chromium = Running.CHROMIUM;
    private final List<BrowserContext> opened = new ArrayList<>();

    private Browser() {}

    /** Starts it, without a window; it runs already after the first test class. */
    public static Browser start() {
        return new Browser();
    }

    /** The driver ends, and Chromium with it, when its input does: at the end of this virtual machine. */
    private static final class Running {
        static final com.microsoft.playwright.Browser CHROMIUM = launch();

        private static com.microsoft.playwright.Browser launch() {
            // Without this setting the driver would fetch browsers of its own.
            Playwright playwright = Playwright.create(
                    new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
            return playwright
                    .chromium()
                    .launch(new LaunchOptions()
                            .setExecutablePath(executable())
                            .setHeadless(true)
                            .setArgs(List.of(
                                    "--no-sandbox",
                                    "--disable-background-networking",
                                    "--disable-component-update",
                                    "--disable-dev-shm-usage")));
        }
    }

    /** Opens a window on a server for a new visitor: no cookie of another window is there. */
    public Window open(URI server, Look look) {
        NewContextOptions options = new NewContextOptions()
                .setBaseURL(server.toString())
                .setViewportSize(look.width(), look.height())
                .setColorScheme(look.dark() ? ColorScheme.DARK : ColorScheme.LIGHT)
                .setReducedMotion(ReducedMotion.REDUCE)
                .setLocale(look.language())
                .setTimezoneId("Europe/Paris")
                .setJavaScriptEnabled(look.script());
        BrowserContext context = chromium.newContext(options);
        opened.add(context);
        context.setDefaultTimeout(60_000);
        return new Window(context, look);
    }

    /** Closes the windows that are still open. */
    @Override
    public void close() {
        opened.forEach(BrowserContext::close);
    }

    private static Path executable() {
        try {
            Process found = new ProcessBuilder("bin/find-chromium")
                    .directory(Path.of("..").toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String path = new String(found.getInputStream().readAllBytes(), UTF_8).strip();
            if (found.waitFor() != 0) {
                throw new IllegalStateException("no Chromium: bin/find-chromium says what to install");
            }
            return Path.of(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
