package org.openbloctel.server.platform.pages;

import static java.util.Objects.requireNonNullElse;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openbloctel.server.platform.access.AccessTable;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.access.Space;
import org.openbloctel.server.platform.settings.Settings;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * What stands around the content of every page, for the layout: {@code @layoutModel} in templates. Reads the request of the
 * thread that renders.
 */
@Component
public final class LayoutModel {
    private final MessageSource texts;
    private final List<HiddenLink> hidden;
    private final AccessTable access;
    private final PortalSettings portal;
    private final String address;
    private final boolean demo;

    LayoutModel(
            MessageSource texts,
            List<HiddenLink> hidden,
            AccessTable access,
            PortalSettings portal,
            Settings settings) {
        this.texts = texts;
        this.hidden = hidden;
        this.access = access;
        this.portal = portal;
        this.address = settings.baseUrl().toString();
        this.demo = settings.demo();
    }

    /** Whether these are sample data, which everybody may sign in to. */
    public boolean demo() {
        return demo;
    }

    /** The name that the operator gave the service. */
    public String siteName() {
        return portal.name();
    }

    /** Who runs the service, with the postal address; empty when the operator left it out. */
    public String operator() {
        return portal.operator();
    }

    /** Who lends the machines; empty when the operator left it out. */
    public String host() {
        return portal.host();
    }

    /** The mail address for readers' questions; empty when the operator left it out. */
    public String contact() {
        return portal.contact();
    }

    /** Where programs reach this server. */
    public String address() {
        return address;
    }

    /** The language of the page: {@code fr} or {@code en}. */
    public String language() {
        return LocaleContextHolder.getLocale().getLanguage().equals("en") ? "en" : "fr";
    }

    /** The links at the top: those that the reader may follow. */
    public List<Marked> navigation() {
        return marked(Navigation.of(space()).bar());
    }

    /** The links that unfold at the top: those that the reader may follow. */
    public List<Marked> folded() {
        return marked(Navigation.of(space()).fold());
    }

    /** The key of what the fold is called. */
    public @Nullable String foldKey() {
        return Navigation.of(space()).foldKey();
    }

    private List<Marked> marked(List<Navigation.Link> links) {
        return links.stream()
                .filter(link -> offers(link.path()))
                .map(link -> new Marked(link.path(), link.key(), mark(link.path())))
                .toList();
    }

    /** The site map: to a visitor who is signed in, without the spaces of others. */
    public List<Navigation.Part> siteMap() {
        return Navigation.siteMap().stream()
                .map(part -> new Navigation.Part(
                        part.key(),
                        part.links().stream()
                                .filter(link -> offers(link.path()))
                                .filter(link -> hidden.stream().noneMatch(one -> one.hides(link.path())))
                                .toList()))
                .filter(part -> !part.links().isEmpty())
                .toList();
    }

    /** Whether a link to this page helps the reader: it opens, or they can still sign in to it. */
    public boolean offers(String path) {
        SignedIn who = who();
        return who == null || access.mayOpen(path, who);
    }

    /** Whose space the reader is signed in to. */
    public @Nullable Space space() {
        SignedIn who = who();
        return who == null ? null : Space.of(who).orElse(null);
    }

    private static @Nullable SignedIn who() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof SignedIn who ? who : null;
    }

    private static @Nullable String mark(String link) {
        String path = path();
        if (path.equals(link)) {
            return "page";
        }
        return isSpaceRoot(link) || !path.startsWith(link + "/") ? null : "true";
    }

    /**
     * The pages above the one that is open, the highest first: each part of its path that has a name in the bundles, under
     * {@code crumb.} and the path, and that the reader may open.
     */
    public List<Crumb> crumbs() {
        List<Crumb> crumbs = new ArrayList<>();
        String path = path();
        if (path.equals("/")) {
            return crumbs;
        }
        crumb("/").ifPresent(crumbs::add);
        for (int slash = path.indexOf('/', 1); slash > 0; slash = path.indexOf('/', slash + 1)) {
            crumb(path.substring(0, slash)).ifPresent(crumbs::add);
        }
        return crumbs;
    }

    private Optional<Crumb> crumb(String path) {
        if (!offers(path)) {
            return Optional.empty();
        }
        String text = texts.getMessage("crumb." + path, null, "", LocaleContextHolder.getLocale());
        return text == null || text.isEmpty() ? Optional.empty() : Optional.of(new Crumb(path, text));
    }

    private static boolean isSpaceRoot(String link) {
        return Space.of(link).filter(space -> space.root().equals(link)).isPresent();
    }

    private static String path() {
        HttpServletRequest request =
                ((ServletRequestAttributes) RequestContextHolder.currentRequestAttributes()).getRequest();
        return request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String failed
                ? failed
                : request.getRequestURI();
    }

    /**
     * A page above.
     *
     * @param path where it is
     * @param text its name
     */
    public record Crumb(String path, String text) {}

    /**
     * A link at the top.
     *
     * @param path where to
     * @param key of its text
     * @param mark {@code page} when it leads to the page that is open, {@code true} when to one above it
     */
    public record Marked(String path, String key, @Nullable String mark) {}

    /** A feature's reason to leave a link out of the site map, such as a setting that is not given. A feature offers it as a bean. */
    @FunctionalInterface
    public interface HiddenLink {
        boolean hides(String path);
    }

    /** What the portal says of itself. */
    @ConfigurationProperties("openbloctel.portal")
    public record PortalSettings(String name, String operator, String host, String contact) {
        public PortalSettings {
            name = requireNonNullElse(name, "");
            operator = requireNonNullElse(operator, "");
            host = requireNonNullElse(host, "");
            contact = requireNonNullElse(contact, "");
        }
    }
}
