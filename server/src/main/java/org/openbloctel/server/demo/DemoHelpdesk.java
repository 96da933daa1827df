package org.openbloctel.server.demo;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.UUID;
import org.openbloctel.law.Bilingual;
import org.openbloctel.registry.accounts.company.Member;
import org.openbloctel.registry.service.helpdesk.DeskTexts;
import org.openbloctel.registry.service.helpdesk.HelpDesk;
import org.openbloctel.registry.service.helpdesk.HelpdeskPolicy;
import org.openbloctel.registry.service.helpdesk.Questions;
import org.openbloctel.registry.service.helpdesk.TicketAsker;
import org.openbloctel.registry.service.incident.IncidentBoard;
import org.openbloctel.registry.service.incident.Incidents;

/** The demo's questions to the help desk, one in each state and one that is late, its texts, and an incident that is over. */
record DemoHelpdesk(Questions.Needs needs, HelpdeskPolicy policy, DeskTexts texts, IncidentBoard board) {
    private static final Duration LATE = Duration.ofDays(12);
    private static final Duration INCIDENT_BEGAN = Duration.ofDays(3);
    private static final Duration INCIDENT_TOOK = Duration.ofMinutes(50);
    private static final String OPERATOR = "system";

    /** Makes them all. */
    void make(UUID consumer, Member owner, UUID staff) {
        TicketAsker person = TicketAsker.consumer(consumer, Locale.FRENCH);
        TicketAsker member = TicketAsker.member(owner.id(), owner.company(), Locale.FRENCH);
        tickets(person, member, staff);
        texts.publish(
                OPERATOR,
                new DeskTexts.FaqEntry(
                        UUID.randomUUID(),
                        new Bilingual(
                                "Puis-je inscrire le numéro de mes parents ?",
                                "May I register the number of my parents?"),
                        new Bilingual(
                                "Oui, avec leur accord écrit, que vous gardez. Une inscription se confirme par un lien envoyé à votre adresse.",
                                "Yes, with their written agreement, which you keep. A registration is confirmed by a link sent to your address.")));
        texts.put(
                OPERATOR,
                new DeskTexts.CannedAnswer(
                        UUID.randomUUID(),
                        "Colonne des numéros",
                        new Bilingual(
                                "Bonjour,\n\nVotre fichier a deux colonnes de numéros : choisissez la bonne sur la page du dépôt.",
                                "Hello,\n\nYour file has two columns of numbers: choose the right one on the page of the submission.")));
        incident();
    }

    private void tickets(TicketAsker person, TicketAsker member, UUID staff) {
        Questions questions = new Questions(needs, policy);
        HelpDesk desk = new HelpDesk(needs, policy);
        questions.ask(person, "Changer d’adresse", "Comment changer l’adresse électronique de mon compte ?");
        Questions before = new Questions(at(() -> needs.clock().instant().minus(LATE)), policy);
        UUID late = before.ask(
                        member,
                        "Facture au nom du siège",
                        "Pouvez-vous établir la facture au nom de notre siège social ?")
                .id();
        desk.assign(staff, late, staff);
        desk.note(staff, late, "Demander le SIRET du siège avant de répondre.");
        UUID answered = questions
                .ask(person, "Délai d’effet", "J’ai inscrit mon numéro hier. Quand l’inscription prend-elle effet ?")
                .id();
        desk.answer(
                staff,
                answered,
                "Bonjour,\n\nLa date d’effet est sur votre page, à côté du numéro.\n\nL’équipe",
                false);
        UUID waiting = questions
                .ask(member, "Fichier refusé", "Notre fichier « export-clients.csv » a été refusé. Pourquoi ?")
                .id();
        desk.answer(
                staff,
                waiting,
                "Bonjour,\n\nIl a deux colonnes de numéros. Laquelle faut-il vérifier, « Contact » ou « Saisi par » ?",
                true);
        UUID closed = questions
                .ask(person, "Merci", "Le retrait a bien fonctionné, merci de votre aide.")
                .id();
        desk.close(staff, closed);
    }

    private Questions.Needs at(InstantSource time) {
        return new Questions.Needs(needs.database(), time, needs.audit(), needs.keys(), needs.reach());
    }

    private void incident() {
        InstantSource began = () -> needs.clock().instant().minus(INCIDENT_BEGAN);
        InstantSource ended = () -> began.instant().plus(INCIDENT_TOOK);
        UUID id = new Incidents(needs.database(), began, needs.audit(), board)
                .open(
                        OPERATOR,
                        new Bilingual(
                                "Fichiers rendus plus lentement (incident fictif)",
                                "Files returned more slowly (fictitious incident)"),
                        new Bilingual(
                                "Les fichiers déposés sont vérifiés avec retard. Aucun n’est perdu.",
                                "Submitted files are checked late. None is lost."),
                        began.instant());
        new Incidents(needs.database(), ended, needs.audit(), board)
                .update(
                        OPERATOR,
                        id,
                        new Bilingual(
                                "Tous les fichiers sont de nouveau rendus dans les temps.",
                                "All files are returned in time again."),
                        true);
    }
}
