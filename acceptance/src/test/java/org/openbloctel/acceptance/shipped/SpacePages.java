package org.openbloctel.acceptance.shipped;

import java.util.List;
import java.util.stream.Stream;

/** A page of each feature, by the space in which it is: the first of each list, empty for what everybody opens. */
final class SpacePages {
    private static final String[] PRO = {
        "/pro",
        "/pro",
        "/pro/depots",
        "/pro/campagnes",
        "/pro/appels",
        "/pro/puis-je-appeler",
        "/pro/consentements",
        "/pro/consentements/nouveau",
        "/pro/consentements/import",
        "/pro/webhooks",
        "/pro/sftp",
        "/pro/cles",
        "/pro/mandats",
        "/pro/membres",
        "/pro/formule",
        "/pro/consommation",
        "/pro/entreprise",
        "/pro/dossier",
        "/pro/procedures",
        "/pro/questions",
        "/pro/provenance",
        "/pro/securite"
    };

    private SpacePages() {}

    static Stream<List<String>> all() {
        return Stream.of(
                List.of("", "/", "/aide", "/aide/api", "/aide/codes", "/aide/faq", "/statut", "/regles", "/contact"),
                List.of(
                        "",
                        "/aide/par-e-mail",
                        "/que-faire",
                        "/puis-je-appeler",
                        "/puis-je-appeler/essai",
                        "/chiffres"),
                List.of("", "/inscription", "/verifier-mon-inscription", "/retirer-mon-consentement", "/verifier"),
                List.of("", "/signaler", "/sanctions", "/espace/adresse-perdue", "/plan-du-site"),
                List.of("", "/professionnels", "/professionnels/inscription", "/donnees-personnelles", "/demo/mail"),
                List.of(
                        "/espace",
                        "/espace",
                        "/espace/consentements",
                        "/espace/signalements",
                        "/espace/questions",
                        "/espace/donnees"),
                List.of(PRO),
                List.of(
                        "/operateur",
                        "/operateur",
                        "/operateur/depots",
                        "/operateur/comptes",
                        "/operateur/paiements",
                        "/operateur/courriers",
                        "/operateur/garde",
                        "/operateur/questions",
                        "/operateur/reponses-types",
                        "/operateur/faq",
                        "/operateur/dossiers",
                        "/operateur/incidents",
                        "/operateur/aide",
                        "/operateur/journal",
                        "/operateur/journal-securite",
                        "/operateur/conservation"),
                List.of(
                        "/inspection",
                        "/inspection",
                        "/inspection/plaintes",
                        "/inspection/groupes",
                        "/inspection/dossiers",
                        "/inspection/signaux",
                        "/inspection/flux",
                        "/inspection/journal",
                        "/inspection/agents"));
    }
}
