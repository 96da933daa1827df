package org.openbloctel.server.web;

import static org.openbloctel.server.web.Access.ANYONE;
import static org.openbloctel.server.web.Access.CONSUMER;
import static org.openbloctel.server.web.Access.STAFF;
import static org.openbloctel.server.web.Access.STAFF_WITH_SECOND_FACTOR;
import static org.openbloctel.server.web.Access.member;
import static org.openbloctel.server.web.Access.memberWithSecondFactor;
import static org.openbloctel.server.web.AccessLine.delete;
import static org.openbloctel.server.web.AccessLine.get;
import static org.openbloctel.server.web.AccessLine.options;
import static org.openbloctel.server.web.AccessLine.patch;
import static org.openbloctel.server.web.AccessLine.post;
import static org.openbloctel.server.web.AccessLine.put;
import static org.openbloctel.server.web.SignedIn.Role.OPERATOR;
import static org.openbloctel.server.web.SignedIn.Role.OWNER;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.refusal.Refusal;
import org.openbloctel.registry.refusal.RequestRefusal;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;

/**
 * Who may go where: one line a route, and what has no line is denied. The most specific pattern decides. A line is added with
 * its route; the golden file of routes (AccessTableIT) shows both. Immutable, thread-safe.
 */
public final class AccessTable {
    /** What everybody may see. */
    private static final List<AccessLine> PUBLIC = List.of(
            get("/", ANYONE),
            get("/accessibilite", ANYONE),
            get("/aide", ANYONE),
            get("/aide/api", ANYONE),
            get("/aide/codes", ANYONE),
            get("/aide/par-e-mail", ANYONE),
            get("/assets/**", ANYONE),
            get("/demo/codes", ANYONE),
            get("/demo/mail", ANYONE),
            get("/demo/mail/{id}", ANYONE),
            get("/donnees-personnelles", ANYONE),
            get("/favicon.ico", ANYONE),
            get("/langue", ANYONE),
            get("/mentions-legales", ANYONE),
            get("/plan-du-site", ANYONE),
            get("/problemes/{code}", ANYONE),
            get("/regles", ANYONE),
            get("/regles/{id}", ANYONE),
            get("/robots.txt", ANYONE),
            get("/statut", ANYONE),
            post("/deconnexion", ANYONE));

    /** Registration and the consumers' space. */
    private static final List<AccessLine> CONSUMERS = List.of(
            get("/inscription", ANYONE),
            post("/inscription", ANYONE),
            get("/inscription/envoye", ANYONE),
            get("/confirmer", ANYONE),
            post("/confirmer", ANYONE),
            get("/verifier-mon-inscription", ANYONE),
            post("/verifier-mon-inscription", ANYONE),
            get("/verifier-mon-inscription/envoye", ANYONE),
            get("/verifier-mon-inscription/resultat", ANYONE),
            post("/verifier-mon-inscription/resultat", ANYONE),
            get("/retirer-mon-consentement", ANYONE),
            post("/retirer-mon-consentement", ANYONE),
            get("/retirer-mon-consentement/code", ANYONE),
            post("/retirer-mon-consentement/code", ANYONE),
            get("/retirer-mon-consentement/lien", ANYONE),
            post("/retirer-mon-consentement/lien", ANYONE),
            get("/retirer-mon-consentement/lien/preuve.pdf", ANYONE),
            get("/retirer-mon-consentement/liste", ANYONE),
            post("/retirer-mon-consentement/liste/retrait", ANYONE),
            get("/retirer-mon-consentement/liste/{id}/preuve.json", ANYONE),
            get("/retirer-mon-consentement/liste/{id}/preuve.pdf", ANYONE),
            post("/retirer-mon-consentement/liste/{id}/confirmation", ANYONE),
            post("/retirer-mon-consentement/liste/{id}/retrait", ANYONE),
            get("/espace", CONSUMER),
            get("/espace/adresse", CONSUMER),
            post("/espace/adresse", CONSUMER),
            get("/espace/adresse/confirmer", ANYONE),
            post("/espace/adresse/confirmer", ANYONE),
            get("/espace/adresse/envoye", CONSUMER),
            get("/espace/cles-d-acces", CONSUMER),
            post("/espace/cles-d-acces", CONSUMER),
            post("/espace/cles-d-acces/offre", CONSUMER),
            get("/espace/cles-d-acces/{id}/retrait", CONSUMER),
            post("/espace/cles-d-acces/{id}/retrait", CONSUMER),
            get("/espace/connexion", ANYONE),
            post("/espace/connexion", ANYONE),
            get("/espace/connexion/cle", ANYONE),
            post("/espace/connexion/cle", ANYONE),
            post("/espace/connexion/cle/question", ANYONE),
            get("/espace/connexion/envoye", ANYONE),
            get("/espace/consentements", CONSUMER),
            post("/espace/consentements/retrait", CONSUMER),
            get("/espace/consentements/autoriser", CONSUMER),
            get("/espace/consentements/autoriser/{siren}", CONSUMER),
            post("/espace/consentements/autoriser/{siren}", CONSUMER),
            get("/espace/consentements/{id}/preuve.json", CONSUMER),
            get("/espace/consentements/{id}/preuve.pdf", CONSUMER),
            post("/espace/consentements/{id}/confirmation", CONSUMER),
            post("/espace/consentements/{id}/retrait", CONSUMER),
            post("/espace/demandes/{id}/abandon", CONSUMER),
            get("/espace/donnees", CONSUMER),
            get("/espace/donnees/effacees", ANYONE),
            get("/espace/donnees/effacement", CONSUMER),
            post("/espace/donnees/effacement", CONSUMER),
            get("/espace/donnees/export.json", CONSUMER),
            get("/espace/numeros", CONSUMER),
            post("/espace/numeros", CONSUMER),
            get("/espace/numeros/{id}", CONSUMER),
            get("/espace/numeros/{id}/code", CONSUMER),
            post("/espace/numeros/{id}/code", CONSUMER),
            get("/espace/numeros/{id}/code/envoi", CONSUMER),
            post("/espace/numeros/{id}/code/envoi", CONSUMER),
            get("/espace/numeros/{id}/recepisse.pdf", CONSUMER),
            get("/espace/numeros/{id}/retrait", CONSUMER),
            post("/espace/numeros/{id}/retrait", CONSUMER),
            get("/espace/ouvrir", ANYONE),
            post("/espace/ouvrir", ANYONE));

    /** Companies' accounts, people, keys, plans. */
    private static final List<AccessLine> COMPANIES = List.of(
            get("/pro/connexion", ANYONE),
            post("/pro/connexion", ANYONE),
            get("/pro/mot-de-passe", ANYONE),
            post("/pro/mot-de-passe", ANYONE),
            get("/pro/mot-de-passe-oublie", ANYONE),
            post("/pro/mot-de-passe-oublie", ANYONE),
            get("/pro/mot-de-passe-oublie/envoye", ANYONE),
            get("/pro/second-facteur", member()),
            post("/pro/second-facteur", member()),
            get("/pro/second-facteur/activer", member()),
            post("/pro/second-facteur/activer", member()),
            get("/pro/second-facteur/cle", member()),
            post("/pro/second-facteur/cle", member()),
            post("/pro/second-facteur/cle/question", member()),
            get("/pro/second-facteur/cles", member()),
            post("/pro/second-facteur/cles", member()),
            post("/pro/second-facteur/cles/offre", member()),
            get("/professionnels", ANYONE),
            get("/professionnels/confirmer", ANYONE),
            post("/professionnels/confirmer", ANYONE),
            get("/professionnels/inscription", ANYONE),
            post("/professionnels/inscription", ANYONE),
            get("/professionnels/invitation", ANYONE),
            post("/professionnels/invitation", ANYONE),
            get("/professionnels/inscription/envoyee", ANYONE),
            get("/pro", memberWithSecondFactor()),
            get("/pro/cles", memberWithSecondFactor()),
            post("/pro/cles", memberWithSecondFactor(OWNER)),
            get("/pro/cles/{id}/revoquer", memberWithSecondFactor(OWNER)),
            post("/pro/cles/{id}/revoquer", memberWithSecondFactor(OWNER)),
            get("/pro/consentements", memberWithSecondFactor()),
            post("/pro/consentements", memberWithSecondFactor(OWNER, OPERATOR)),
            get("/pro/consentements/liste.csv", memberWithSecondFactor()),
            get("/pro/consentements/import", memberWithSecondFactor(OWNER, OPERATOR)),
            post("/pro/consentements/import", memberWithSecondFactor(OWNER, OPERATOR)),
            get("/pro/consentements/import/modele.csv", memberWithSecondFactor(OWNER, OPERATOR)),
            get("/pro/consentements/import/{id}", memberWithSecondFactor(OWNER, OPERATOR)),
            get("/pro/consentements/import/{id}/rapport.csv", memberWithSecondFactor(OWNER, OPERATOR)),
            get("/pro/consentements/nouveau", memberWithSecondFactor(OWNER, OPERATOR)),
            post("/pro/consentements/nouveau", memberWithSecondFactor(OWNER, OPERATOR)),
            get("/pro/consentements/{id}", memberWithSecondFactor()),
            post("/pro/consentements/{id}", memberWithSecondFactor(OWNER, OPERATOR)),
            get("/pro/consentements/{id}/piece", memberWithSecondFactor(OWNER, OPERATOR)),
            post("/pro/consentements/{id}/piece", memberWithSecondFactor(OWNER, OPERATOR)),
            get("/pro/sftp", memberWithSecondFactor()),
            post("/pro/sftp", memberWithSecondFactor(OWNER)),
            get("/pro/sftp/{id}/revoquer", memberWithSecondFactor(OWNER)),
            post("/pro/sftp/{id}/revoquer", memberWithSecondFactor(OWNER)),
            get("/pro/entreprise", memberWithSecondFactor()),
            post("/pro/entreprise", memberWithSecondFactor(OWNER)),
            get("/pro/factures/{number}", memberWithSecondFactor()),
            get("/pro/formule", memberWithSecondFactor()),
            get("/pro/formule/{code}", memberWithSecondFactor(OWNER)),
            post("/pro/formule/{code}", memberWithSecondFactor(OWNER)),
            get("/pro/mandats", memberWithSecondFactor()),
            post("/pro/mandats", memberWithSecondFactor(OWNER)),
            post("/pro/mandats/{id}/accepter", memberWithSecondFactor(OWNER)),
            get("/pro/mandats/{id}/terminer", memberWithSecondFactor(OWNER)),
            post("/pro/mandats/{id}/terminer", memberWithSecondFactor(OWNER)),
            get("/pro/membres", memberWithSecondFactor()),
            post("/pro/membres", memberWithSecondFactor(OWNER)),
            get("/pro/membres/{id}", memberWithSecondFactor()),
            post("/pro/membres/{id}/retirer", memberWithSecondFactor()),
            post("/pro/membres/{id}/role", memberWithSecondFactor(OWNER)),
            post("/pro/membres/invitations/{id}/annuler", memberWithSecondFactor(OWNER)),
            get("/pro/securite", memberWithSecondFactor()),
            get("/pro/securite/application", memberWithSecondFactor()),
            post("/pro/securite/application", memberWithSecondFactor()),
            get("/pro/securite/application/retrait", memberWithSecondFactor()),
            post("/pro/securite/application/retrait", memberWithSecondFactor()),
            get("/pro/securite/cles-d-acces", memberWithSecondFactor()),
            post("/pro/securite/cles-d-acces", memberWithSecondFactor()),
            get("/pro/securite/cles-d-acces/{id}/retrait", memberWithSecondFactor()),
            post("/pro/securite/cles-d-acces/{id}/retrait", memberWithSecondFactor()),
            get("/pro/securite/codes", memberWithSecondFactor()),
            post("/pro/securite/codes", memberWithSecondFactor()),
            get("/pro/securite/mot-de-passe", memberWithSecondFactor()),
            post("/pro/securite/mot-de-passe", memberWithSecondFactor()));

    /** Call files: pages and API. */
    private static final List<AccessLine> SUBMISSIONS = List.of(
            get("/pro/depots", memberWithSecondFactor()),
            get("/pro/depots/envois/{id}", memberWithSecondFactor(OWNER, OPERATOR)),
            post("/pro/depots/envois", memberWithSecondFactor(OWNER, OPERATOR)),
            post("/pro/depots/envois/{id}", memberWithSecondFactor(OWNER, OPERATOR)),
            get("/pro/depots/exemple.csv", memberWithSecondFactor()),
            get("/pro/depots/liste.csv", memberWithSecondFactor()),
            get("/pro/depots/nouveau", memberWithSecondFactor(OWNER, OPERATOR)),
            post("/pro/depots/nouveau", memberWithSecondFactor(OWNER, OPERATOR)),
            get("/pro/depots/{id}", memberWithSecondFactor()),
            get("/pro/depots/{id}/avancement", memberWithSecondFactor()),
            get("/pro/depots/{id}/certificat.jws", memberWithSecondFactor()),
            get("/pro/depots/{id}/certificat.json", memberWithSecondFactor()),
            get("/pro/depots/{id}/certificat.pdf", memberWithSecondFactor()),
            get("/pro/depots/{id}/corriger", memberWithSecondFactor(OWNER, OPERATOR)),
            post("/pro/depots/{id}/corriger", memberWithSecondFactor(OWNER, OPERATOR)),
            get("/pro/depots/{id}/fichiers/{kind}", memberWithSecondFactor(OWNER, OPERATOR)),
            get("/pro/depots/{id}/rapport.json", memberWithSecondFactor()),
            get("/pro/puis-je-appeler", memberWithSecondFactor()),
            post("/pro/puis-je-appeler", memberWithSecondFactor()),
            get("/operateur/depots", STAFF_WITH_SECOND_FACTOR),
            post("/operateur/depots/arrets/{company}/lever", STAFF_WITH_SECOND_FACTOR),
            post("/operateur/depots/verifications/{company}/lever", STAFF_WITH_SECOND_FACTOR),
            post("/operateur/depots/{id}/relancer", STAFF_WITH_SECOND_FACTOR));

    /** Campaigns, their calls, and who refused. */
    private static final List<AccessLine> CAMPAIGNS = List.of(
            get("/pro/appels", memberWithSecondFactor()),
            get("/pro/appels/jours.csv", memberWithSecondFactor()),
            get("/pro/appels/refus", memberWithSecondFactor()),
            post("/pro/appels/refus", memberWithSecondFactor(OWNER, OPERATOR)),
            get("/pro/appels/refus/liste", memberWithSecondFactor(OWNER, OPERATOR)),
            post("/pro/appels/refus/liste", memberWithSecondFactor(OWNER, OPERATOR)),
            get("/pro/appels/refus/retrait", memberWithSecondFactor(OWNER, OPERATOR)),
            post("/pro/appels/refus/retrait", memberWithSecondFactor(OWNER, OPERATOR)),
            get("/pro/campagnes", memberWithSecondFactor()),
            get("/pro/campagnes/liste.csv", memberWithSecondFactor()),
            get("/pro/campagnes/nouvelle", memberWithSecondFactor(OWNER, OPERATOR)),
            post("/pro/campagnes/nouvelle", memberWithSecondFactor(OWNER, OPERATOR)),
            get("/pro/campagnes/{id}", memberWithSecondFactor()),
            get("/pro/campagnes/{id}/changements.csv", memberWithSecondFactor(OWNER, OPERATOR)),
            get("/pro/campagnes/{id}/conservation", memberWithSecondFactor()),
            post("/pro/campagnes/{id}/conservation", memberWithSecondFactor(OWNER, OPERATOR)),
            get("/pro/campagnes/{id}/conservation/retrait", memberWithSecondFactor(OWNER, OPERATOR)),
            post("/pro/campagnes/{id}/conservation/retrait", memberWithSecondFactor(OWNER, OPERATOR)),
            get("/pro/campagnes/{id}/fichiers/{submission}/retrait", memberWithSecondFactor(OWNER, OPERATOR)),
            post("/pro/campagnes/{id}/fichiers/{submission}/retrait", memberWithSecondFactor(OWNER, OPERATOR)),
            get("/pro/campagnes/{id}/verification", memberWithSecondFactor()),
            post("/pro/campagnes/{id}/verification", memberWithSecondFactor(OWNER, OPERATOR)),
            get("/pro/campagnes/{id}/verification/avancement", memberWithSecondFactor()));

    /** Call files by the API, whole or in pieces. */
    private static final List<AccessLine> SUBMISSION_API = List.of(
            get("/api/v1/submissions", Access.key("submissions")),
            post("/api/v1/submissions", Access.key("submissions")),
            delete("/api/v1/submissions/{id}", Access.key("submissions")),
            get("/api/v1/submissions/{id}", Access.key("submissions")),
            get("/api/v1/submissions/{id}/certificate", Access.key("submissions")),
            get("/api/v1/submissions/{id}/certificate.jws", Access.key("submissions")),
            get("/api/v1/submissions/{id}/certificate.pdf", Access.key("submissions")),
            post("/api/v1/submissions/{id}/corrections", Access.key("submissions")),
            get("/api/v1/submissions/{id}/files/{kind}", Access.key("submissions")),
            options("/api/v1/uploads", ANYONE),
            post("/api/v1/uploads", Access.key("submissions")),
            delete("/api/v1/uploads/{id}", Access.key("submissions")),
            get("/api/v1/uploads/{id}", Access.key("submissions")),
            patch("/api/v1/uploads/{id}", Access.key("submissions")));

    /** Webhooks: pages and API. */
    private static final List<AccessLine> WEBHOOKS = List.of(
            get("/pro/webhooks", memberWithSecondFactor()),
            get("/pro/webhooks/nouveau", memberWithSecondFactor(OWNER, OPERATOR)),
            post("/pro/webhooks/nouveau", memberWithSecondFactor(OWNER, OPERATOR)),
            get("/pro/webhooks/{id}", memberWithSecondFactor()),
            post("/pro/webhooks/{id}/activer", memberWithSecondFactor(OWNER, OPERATOR)),
            post("/pro/webhooks/{id}/desactiver", memberWithSecondFactor(OWNER, OPERATOR)),
            get("/pro/webhooks/{id}/envois/{delivery}", memberWithSecondFactor()),
            post("/pro/webhooks/{id}/envois/{delivery}/renvoyer", memberWithSecondFactor(OWNER, OPERATOR)),
            post("/pro/webhooks/{id}/essai", memberWithSecondFactor(OWNER, OPERATOR)),
            get("/pro/webhooks/{id}/modifier", memberWithSecondFactor(OWNER, OPERATOR)),
            post("/pro/webhooks/{id}/modifier", memberWithSecondFactor(OWNER, OPERATOR)),
            post("/pro/webhooks/{id}/renvoyer", memberWithSecondFactor(OWNER, OPERATOR)),
            get("/pro/webhooks/{id}/secret", memberWithSecondFactor(OWNER, OPERATOR)),
            post("/pro/webhooks/{id}/secret", memberWithSecondFactor(OWNER, OPERATOR)),
            get("/pro/webhooks/{id}/supprimer", memberWithSecondFactor(OWNER, OPERATOR)),
            post("/pro/webhooks/{id}/supprimer", memberWithSecondFactor(OWNER, OPERATOR)),
            get("/api/v1/webhooks", Access.key("webhooks")),
            post("/api/v1/webhooks", Access.key("webhooks")),
            delete("/api/v1/webhooks/{id}", Access.key("webhooks")),
            get("/api/v1/webhooks/{id}", Access.key("webhooks")),
            get("/api/v1/webhooks/{id}/deliveries", Access.key("webhooks")),
            post("/api/v1/webhooks/{id}/deliveries/{delivery}/resend", Access.key("webhooks")),
            post("/api/v1/webhooks/{id}/disable", Access.key("webhooks")),
            post("/api/v1/webhooks/{id}/enable", Access.key("webhooks")),
            post("/api/v1/webhooks/{id}/rotate", Access.key("webhooks")),
            post("/api/v1/webhooks/{id}/test", Access.key("webhooks")));

    /** Certificates: pages and API. */
    private static final List<AccessLine> CERTIFICATES = List.of(
            get("/.well-known/jwks.json", ANYONE),
            get("/api/v1/certificates/{id}", ANYONE),
            get("/verifier", ANYONE),
            post("/verifier", ANYONE),
            get("/verifier/{number}", ANYONE));

    /** The operator's back office. */
    private static final List<AccessLine> OPERATORS = List.of(
            get("/operateur/conservation", STAFF_WITH_SECOND_FACTOR),
            post("/operateur/conservation/{job}", STAFF_WITH_SECOND_FACTOR),
            get("/operateur/courriers", STAFF_WITH_SECOND_FACTOR),
            post("/operateur/courriers", STAFF_WITH_SECOND_FACTOR),
            get("/operateur/courriers/retrait", STAFF_WITH_SECOND_FACTOR),
            post("/operateur/courriers/retrait", STAFF_WITH_SECOND_FACTOR),
            get("/operateur/courriers/{id}/lettre.pdf", STAFF_WITH_SECOND_FACTOR),
            post("/operateur/courriers/{id}/envoi", STAFF_WITH_SECOND_FACTOR),
            get("/operateur/journal", STAFF_WITH_SECOND_FACTOR),
            post("/operateur/journal/controle", STAFF_WITH_SECOND_FACTOR),
            get("/operateur/connexion", ANYONE),
            post("/operateur/connexion", ANYONE),
            get("/operateur/mot-de-passe", ANYONE),
            post("/operateur/mot-de-passe", ANYONE),
            get("/operateur/mot-de-passe-oublie", ANYONE),
            post("/operateur/mot-de-passe-oublie", ANYONE),
            get("/operateur/mot-de-passe-oublie/envoye", ANYONE),
            get("/operateur/second-facteur", STAFF),
            post("/operateur/second-facteur", STAFF),
            get("/operateur/second-facteur/activer", STAFF),
            post("/operateur/second-facteur/activer", STAFF),
            get("/operateur/second-facteur/cle", STAFF),
            post("/operateur/second-facteur/cle", STAFF),
            post("/operateur/second-facteur/cle/question", STAFF),
            get("/operateur/second-facteur/cles", STAFF),
            post("/operateur/second-facteur/cles", STAFF),
            post("/operateur/second-facteur/cles/offre", STAFF),
            get("/operateur", STAFF_WITH_SECOND_FACTOR),
            get("/operateur/comptes", STAFF_WITH_SECOND_FACTOR),
            get("/operateur/comptes/{id}", STAFF_WITH_SECOND_FACTOR),
            post("/operateur/comptes/{id}/verifier", STAFF_WITH_SECOND_FACTOR),
            post("/operateur/comptes/{id}/refuser", STAFF_WITH_SECOND_FACTOR),
            post("/operateur/comptes/{id}/suspendre", STAFF_WITH_SECOND_FACTOR),
            post("/operateur/comptes/{id}/facteur/{member}", STAFF_WITH_SECOND_FACTOR),
            get("/operateur/paiements", STAFF_WITH_SECOND_FACTOR),
            get("/operateur/paiements/{number}", STAFF_WITH_SECOND_FACTOR),
            post("/operateur/paiements/{number}", STAFF_WITH_SECOND_FACTOR),
            post("/operateur/paiements/{number}/avoir", STAFF_WITH_SECOND_FACTOR),
            get("/operateur/securite", STAFF_WITH_SECOND_FACTOR),
            get("/operateur/securite/application", STAFF_WITH_SECOND_FACTOR),
            post("/operateur/securite/application", STAFF_WITH_SECOND_FACTOR),
            get("/operateur/securite/application/retrait", STAFF_WITH_SECOND_FACTOR),
            post("/operateur/securite/application/retrait", STAFF_WITH_SECOND_FACTOR),
            get("/operateur/securite/cles-d-acces", STAFF_WITH_SECOND_FACTOR),
            post("/operateur/securite/cles-d-acces", STAFF_WITH_SECOND_FACTOR),
            get("/operateur/securite/cles-d-acces/{id}/retrait", STAFF_WITH_SECOND_FACTOR),
            post("/operateur/securite/cles-d-acces/{id}/retrait", STAFF_WITH_SECOND_FACTOR),
            get("/operateur/securite/codes", STAFF_WITH_SECOND_FACTOR),
            post("/operateur/securite/codes", STAFF_WITH_SECOND_FACTOR),
            get("/operateur/securite/mot-de-passe", STAFF_WITH_SECOND_FACTOR),
            post("/operateur/securite/mot-de-passe", STAFF_WITH_SECOND_FACTOR));

    /** Checks, the API's description; and what the management port serves, on a port of its own. */
    private static final List<AccessLine> API = List.of(
            get("/actuator/**", ANYONE),
            get("/api/v1/openapi.json", ANYONE),
            post("/api/v1/checks", Access.key("checks")),
            post("/api/v1/verdicts", Access.key("verdicts")),
            post("/api/v1/dial", Access.key("verdicts")),
            post("/api/v1/calls", Access.key("calls")),
            post("/api/v1/consents", Access.key("consents")),
            post("/api/v1/consents/withdrawals", Access.key("consents")),
            get("/api/v1/consents/{id}", Access.key("consents")),
            put("/api/v1/consents/{id}/evidence", Access.key("consents")),
            get("/api/v1/campaigns", Access.key("calls")),
            post("/api/v1/campaigns", Access.key("calls")),
            get("/api/v1/campaigns/{id}", Access.key("calls")),
            get("/api/v1/campaigns/{id}/changes", Access.key("submissions")),
            delete("/api/v1/campaigns/{id}/files/{submission}", Access.key("submissions")),
            put("/api/v1/campaigns/{id}/kept-numbers", Access.key("submissions")),
            delete("/api/v1/campaigns/{id}/kept-numbers", Access.key("submissions")),
            post("/api/v1/campaigns/{id}/recheck", Access.key("submissions")));

    private static final List<AccessLine> LINES = Stream.of(
                    PUBLIC,
                    CONSUMERS,
                    COMPANIES,
                    SUBMISSIONS,
                    CAMPAIGNS,
                    SUBMISSION_API,
                    WEBHOOKS,
                    CERTIFICATES,
                    OPERATORS,
                    API)
            .flatMap(List::stream)
            .sorted(Comparator.comparing(AccessLine::pattern, PathPattern.SPECIFICITY_COMPARATOR))
            .toList();

    /** The same for each path that a route names without a variable, so that a look-up of a number does not try all patterns. */
    private static final Map<String, List<AccessLine>> BY_PATH = LINES.stream()
            .map(line -> line.pattern().getPatternString())
            .filter(path -> !path.contains("{") && !path.contains("*"))
            .distinct()
            .collect(Collectors.toUnmodifiableMap(path -> path, AccessTable::matching));

    private AccessTable() {}

    /** Whether a link to this page leads this person anywhere: what they would be refused is not offered. */
    public static boolean mayOpen(String path, @Nullable SignedIn who) {
        return refusal("GET", path, who).isEmpty();
    }

    /** Why this person may not send this request, or nothing when they may. */
    static Optional<Refusal> refusal(String method, String path, @Nullable SignedIn who) {
        List<AccessLine> lines = covering(path);
        if (lines.isEmpty()) {
            return Optional.of(new RequestRefusal.NotFound());
        }
        String asked = method.equals("HEAD") ? "GET" : method;
        return lines.stream()
                .filter(line -> line.method().equals(asked))
                .findFirst()
                .map(line -> line.access().refusal(who))
                .orElseGet(() -> Optional.of(new RequestRefusal.WrongMethod()));
    }

    /** The methods that this address has, for whoever may use them. */
    static Set<String> methods(String path) {
        Set<String> methods =
                covering(path).stream().map(AccessLine::method).collect(Collectors.toCollection(TreeSet::new));
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        return methods;
    }

    private static List<AccessLine> covering(String path) {
        List<AccessLine> known = BY_PATH.get(path);
        return known == null ? matching(path) : known;
    }

    private static List<AccessLine> matching(String path) {
        PathContainer parsed = PathContainer.parsePath(path);
        return LINES.stream().filter(line -> line.pattern().matches(parsed)).toList();
    }

    /** The lines, the most specific first. */
    static List<AccessLine> lines() {
        return LINES;
    }
}
