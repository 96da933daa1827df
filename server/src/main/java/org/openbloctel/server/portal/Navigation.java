package org.openbloctel.server.portal;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openbloctel.server.http.Space;

/** The links at the top of every page, by the kind of person who reads it, and the site map. A link is added with its page. */
final class Navigation {
    private static final List<Link> PUBLIC =
            List.of(new Link("/professionnels", "portal.nav.professionals"), new Link("/aide", "portal.nav.help"));

    private static final List<Link> CONSUMER = List.of(
            new Link("/espace", "consumer.nav.numbers"),
            new Link("/espace/consentements", "consent.nav"),
            new Link("/espace/adresse", "consumer.nav.address"),
            new Link("/espace/cles-d-acces", "passkey.nav"),
            new Link("/espace/donnees", "consumer.nav.data"));

    private static final List<Link> PROFESSIONAL = List.of(
            new Link("/pro", "company.nav.overview"),
            new Link("/pro/depots", "submission.list.title"),
            new Link("/pro/puis-je-appeler", "law.ask.nav"),
            new Link("/pro/mandats", "company.mandates.title"),
            new Link("/pro/formule", "company.plan.title"),
            new Link("/pro/membres", "company.members.title"),
            new Link("/pro/cles", "company.keys.title"));

    private static final List<Link> OPERATOR = List.of(
            new Link("/operateur/comptes", "operator.accounts.title"),
            new Link("/operateur/paiements", "operator.payments.title"),
            new Link("/operateur/depots", "submission.queue.nav"),
            new Link("/operateur/courriers", "consumer.nav.letters"),
            new Link("/operateur/conservation", "retention.title"),
            new Link("/operateur/journal", "portal.nav.audit"));

    private static final List<Part> SITE_MAP = List.of(
            new Part(
                    "portal.site-map.public",
                    List.of(
                            new Link("/", "crumb./"),
                            new Link("/professionnels", "portal.nav.professionals"),
                            new Link("/aide", "portal.help.title"),
                            new Link("/aide/api", "portal.api.title"),
                            new Link("/aide/codes", "portal.codes.title"),
                            new Link("/regles", "law.title"),
                            new Link("/retirer-mon-consentement", "consent.ask.nav"))),
            new Part(
                    "portal.site-map.about",
                    List.of(
                            new Link("/statut", "portal.status.title"),
                            new Link("/accessibilite", "portal.accessibility.title"),
                            new Link("/donnees-personnelles", "portal.personal-data.title"),
                            new Link("/mentions-legales", "portal.legal-notice.title"))),
            new Part("portal.site-map.consumer", CONSUMER),
            new Part("portal.site-map.professional", PROFESSIONAL));

    private Navigation() {}

    static List<Link> of(@Nullable Space space) {
        return switch (space) {
            case null -> PUBLIC;
            case CONSUMER -> CONSUMER;
            case PROFESSIONAL -> PROFESSIONAL;
            case OPERATOR -> OPERATOR;
        };
    }

    /** The parts of the site that everybody may know of, without those that have no page yet. */
    static List<Part> siteMap() {
        return SITE_MAP.stream().filter(part -> !part.links().isEmpty()).toList();
    }

    /**
     * A link.
     *
     * @param path where to
     * @param key of its text in the bundles
     */
    record Link(String path, String key) {}

    /**
     * A part of the site map.
     *
     * @param key of its heading
     * @param links its pages
     */
    record Part(String key, List<Link> links) {}
}
