package org.openbloctel.server.platform.pages;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openbloctel.server.platform.access.Space;

/** The links at the top of every page, by the kind of person who reads it, and the site map. A link is added with its page. */
final class Navigation {
    private static final Menu PUBLIC = Menu.of(List.of(
            new Link("/signaler", "complaint.nav"),
            new Link("/professionnels", "portal.nav.professionals"),
            new Link("/aide", "portal.nav.help"),
            new Link("/chiffres", "figures.nav")));

    /** What is done every day stands in the bar, what is set up once is folded. */
    private static final Menu CONSUMER = new Menu(
            List.of(
                    new Link("/espace", "consumer.nav.numbers"),
                    new Link("/espace/consentements", "consent.nav"),
                    new Link("/espace/signalements", "complaint.nav.space")),
            "portal.nav.fold.account",
            List.of(
                    new Link("/espace/questions", "helpdesk.own.title"),
                    new Link("/espace/adresse", "consumer.nav.address"),
                    new Link("/espace/cles-d-acces", "passkey.nav"),
                    new Link("/espace/appareils", "session.title"),
                    new Link("/espace/donnees", "consumer.nav.data")));

    private static final Menu PROFESSIONAL = new Menu(
            List.of(
                    new Link("/pro", "company.nav.overview"),
                    new Link("/pro/campagnes", "campaign.title"),
                    new Link("/pro/depots", "submission.list.title"),
                    new Link("/pro/puis-je-appeler", "law.ask.nav"),
                    new Link("/pro/appels", "call.nav"),
                    new Link("/pro/consentements", "consent.company.nav")),
            "portal.nav.fold.account",
            List.of(
                    new Link("/pro/mandats", "company.mandates.title"),
                    new Link("/pro/formule", "company.plan.title"),
                    new Link("/pro/dossier", "dossier.title"),
                    new Link("/pro/membres", "company.members.title"),
                    new Link("/pro/cles", "company.keys.title"),
                    new Link("/pro/webhooks", "webhook.title"),
                    new Link("/pro/sftp", "sftp.title"),
                    new Link("/pro/scellement", "sealing.title"),
                    new Link("/pro/entreprise", "company.details.title"),
                    new Link("/pro/procedures", "casefile.procedures.title"),
                    new Link("/pro/questions", "helpdesk.own.title"),
                    new Link("/pro/securite", "credential.security.title")));

    private static final Menu OPERATOR = new Menu(
            List.of(
                    new Link("/operateur", "operator.home.title"),
                    new Link("/operateur/comptes", "operator.accounts.nav"),
                    new Link("/operateur/paiements", "operator.payments.title"),
                    new Link("/operateur/depots", "submission.queue.nav"),
                    new Link("/operateur/garde", "guard.nav"),
                    new Link("/operateur/questions", "helpdesk.nav"),
                    new Link("/operateur/courriers", "consumer.nav.letters")),
            "portal.nav.fold.more",
            List.of(
                    new Link("/operateur/formules", "operator.plans.title"),
                    new Link("/operateur/incidents", "incident.title"),
                    new Link("/operateur/conservation", "retention.title"),
                    new Link("/operateur/aide", "help.desk.title"),
                    new Link("/operateur/journal", "portal.nav.audit"),
                    new Link("/operateur/journal-securite", "security.title"),
                    new Link("/operateur/securite", "credential.security.title")));

    private static final Menu INSPECTION = new Menu(
            List.of(
                    new Link("/inspection", "inspection.worklist.title"),
                    new Link("/inspection/plaintes", "inspection.search.title"),
                    new Link("/inspection/groupes", "inspection.groups.title"),
                    new Link("/inspection/signaux", "signal.title"),
                    new Link("/inspection/dossiers", "casefile.nav")),
            "portal.nav.fold.account",
            List.of(
                    new Link("/inspection/flux", "feed.nav"),
                    new Link("/inspection/agents", "inspection.agents.title"),
                    new Link("/inspection/securite", "credential.security.title")));

    private static final List<Part> SITE_MAP = List.of(
            new Part(
                    "portal.site-map.public",
                    List.of(
                            new Link("/", "crumb./"),
                            new Link("/signaler", "complaint.nav"),
                            new Link("/professionnels", "portal.nav.professionals"),
                            new Link("/aide", "portal.help.title"),
                            new Link("/aide/faq", "helpdesk.faq.title"),
                            new Link("/contact", "helpdesk.new.title"),
                            new Link("/aide/api", "portal.api.title"),
                            new Link("/aide/codes", "portal.codes.title"),
                            new Link("/aide/par-e-mail", "mailbox.help.title"),
                            new Link("/que-faire", "help.advice.title"),
                            new Link("/puis-je-appeler", "law.ask.title"),
                            new Link("/puis-je-appeler/essai", "law.trial.title"),
                            new Link("/regles", "law.title"),
                            new Link("/verifier-mon-inscription", "consumer.check.title"),
                            new Link("/verifier", "certificate.verify.title"),
                            new Link("/retirer-mon-consentement", "consent.ask.nav"),
                            new Link("/chiffres", "figures.title"),
                            new Link("/sanctions", "casefile.sanctions.title"))),
            new Part(
                    "portal.site-map.about",
                    List.of(
                            new Link("/statut", "portal.status.title"),
                            new Link("/accessibilite", "portal.accessibility.title"),
                            new Link("/donnees-personnelles", "portal.personal-data.title"),
                            new Link("/mentions-legales", "portal.legal-notice.title"))),
            new Part("portal.site-map.consumer", CONSUMER.all()),
            new Part("portal.site-map.professional", PROFESSIONAL.all()));

    private Navigation() {}

    static Menu of(@Nullable Space space) {
        return switch (space) {
            case null -> PUBLIC;
            case CONSUMER -> CONSUMER;
            case PROFESSIONAL -> PROFESSIONAL;
            case OPERATOR -> OPERATOR;
            case INSPECTION -> INSPECTION;
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
     * The links of a space.
     *
     * @param bar those that are always seen
     * @param foldKey what the fold is called; null without one
     * @param fold those that unfold beside the sign-out
     */
    record Menu(List<Link> bar, @Nullable String foldKey, List<Link> fold) {
        private static Menu of(List<Link> bar) {
            return new Menu(bar, null, List.of());
        }

        private List<Link> all() {
            return Stream.concat(bar.stream(), fold.stream()).toList();
        }
    }

    /**
     * A part of the site map.
     *
     * @param key of its heading
     * @param links its pages
     */
    record Part(String key, List<Link> links) {}
}
