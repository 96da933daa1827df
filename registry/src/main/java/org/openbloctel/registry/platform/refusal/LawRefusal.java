package org.openbloctel.registry.platform.refusal;

import java.time.LocalDate;

/** Refusals about calls, campaigns and verdicts; most concern one call of many, the others are judged. Codes BT-062x to BT-066x and BT-078x. */
public sealed interface LawRefusal extends Refusal {
    /** A time is missing, cannot be read, or says nothing of its zone. */
    @Code("BT-0620")
    record UnreadableTime(String field) implements LawRefusal {}

    /** No number that could be called can be read for sure; the reason is the one of checks. */
    @Code(value = "BT-0621", words = "submission.reason.")
    record UnreadableNumber(String reason) implements LawRefusal {}

    /** There is no such campaign, or not for this company. */
    @Code("BT-0622")
    record UnknownCampaign() implements LawRefusal {}

    /** A test key asks about a number that is not kept for fiction: it may be a person's, and a test answers for no person. */
    @Code("BT-0635")
    record NotFictional() implements LawRefusal {}

    /** There is no such time zone. */
    @Code("BT-0623")
    record UnknownZone() implements LawRefusal {}

    /** A field holds something that is not among what it may hold. */
    @Code("BT-0624")
    record UnknownValue(String field) implements LawRefusal {}

    /** The call's day is outside the campaign's. */
    @Code("BT-0625")
    record OutsideCampaign(LocalDate startsOn, LocalDate endsOn) implements LawRefusal {}

    /** The call's id stands for another call already. */
    @Code(value = "BT-0626", category = Category.CONFLICT)
    record CallIdTaken() implements LawRefusal {}

    /** A call that is told too late to count, or that has not been made yet. */
    @Code("BT-0627")
    record CallNotOfLate(int days) implements LawRefusal {}

    /** More calls than one request may hold. */
    @Code("BT-0628")
    record TooManyCalls(int most) implements LawRefusal {}

    /** A campaign's days are out of order or too far apart. */
    @Code("BT-0629")
    record CampaignDays() implements LawRefusal {}

    /** A campaign claims an exemption without the sector or the evidence for it. */
    @Code("BT-0630")
    record UnfoundedExemption() implements LawRefusal {}

    /** The call's sector is not the one of its campaign. */
    @Code(value = "BT-0631", words = "law.sector.")
    record OtherSector(String sector) implements LawRefusal {}

    /** What the decree wants a consent to say is not all there: these items are missing. */
    @Code("BT-0633")
    record IncompleteConsent(String missing) implements LawRefusal {}

    /** A consent's period is empty, longer than a year, or has not begun. */
    @Code("BT-0634")
    record ConsentPeriod() implements LawRefusal {}

    /** The number is not on the principal's list of refusals, so it cannot be taken off. */
    @Code("BT-0780")
    record NotOnRefusalList() implements LawRefusal {}

    /** A refusal is said to be of a day to come, or of one too long ago. */
    @Code("BT-0781")
    record RefusalDay() implements LawRefusal {}

    /** A file of consents whose first line names no column that is known: a workbook, another file, no first line of names. */
    @Code("BT-0640")
    record NoConsentColumns() implements LawRefusal {}

    /** A file of consents lacks columns. */
    @Code(value = "BT-0641", shape = Shape.BOTH_NAMES)
    record MissingColumns(String missing) implements LawRefusal {}

    /** A file of consents has a column that no consent has, or the same one twice; counted from 1. */
    @Code("BT-0642")
    record UnknownColumn(int column) implements LawRefusal {}

    /** A line has more or fewer fields than there are columns. */
    @Code("BT-0643")
    record WrongFields(int found, int columns) implements LawRefusal {}

    /** A file has more lines than one may have; those before were judged. */
    @Code("BT-0644")
    record TooManyLines(int most) implements LawRefusal {}

    /** It is not known where a line ends: a quote never closes. Nothing behind it was read. */
    @Code("BT-0645")
    record EndlessLine() implements LawRefusal {}

    /** A company's reference stands for another consent already. */
    @Code(value = "BT-0646", category = Category.CONFLICT)
    record ConsentReferenceTaken() implements LawRefusal {}

    /** No company of this SIREN has proved who it is. */
    @Code("BT-0647")
    record NoSuchCompany() implements LawRefusal {}

    /** A permission is given for a registered number that a code proved alone. */
    @Code("BT-0648")
    record NumberNotProved() implements LawRefusal {}

    /** A permission ends within a year, and not in the past. */
    @Code("BT-0649")
    record PermissionDay(LocalDate latest) implements LawRefusal {}

    /** A permission says for what. */
    @Code("BT-0650")
    record PermissionGoods(int most) implements LawRefusal {}

    /** The box that gives the permission was not ticked. */
    @Code("BT-0651")
    record PermissionNotGiven() implements LawRefusal {}

    /** A link stands for no consent: it is not whole, or the consent is forgotten. */
    @Code("BT-0652")
    record NoConsentLink() implements LawRefusal {}

    /** A permission names the sectors that it is for. */
    @Code("BT-0653")
    record PermissionSectors() implements LawRefusal {}

    /** The digest of a consent's evidence is one of no evidence: a constant, or of an empty or trivial file. */
    @Code("BT-0654")
    record EmptyEvidence() implements LawRefusal {}

    /** The file is not the one whose digest was claimed. */
    @Code(value = "BT-0655", category = Category.CONFLICT)
    record OtherEvidence() implements LawRefusal {}

    /** Only the company that recorded a consent of before completes it, once, and while it is neither confirmed nor withdrawn. */
    @Code(value = "BT-0656", category = Category.CONFLICT)
    record ConsentNotIncomplete() implements LawRefusal {}

    /** A consent is completed with its sectors, and with the word that they are those that were asked for. */
    @Code("BT-0657")
    record ConsentSectors() implements LawRefusal {}

    /** A consent that says no sector, was withdrawn or is over cannot be confirmed. */
    @Code(value = "BT-0658", category = Category.CONFLICT)
    record ConsentNotConfirmable() implements LawRefusal {}

    /** The file that proves a consent is larger than one may be. */
    @Code("BT-0660")
    record EvidenceTooLarge(int megabytes) implements LawRefusal {}

    /** A text that is kept and shown in clear holds a phone number. */
    @Code(value = "BT-0661", words = "refusal.text.")
    record NumberInText(String field) implements LawRefusal {}

    /** The subject that is named lies in another sector than the one that is named beside it. */
    @Code(value = "BT-0662", words = "law.sector.", shape = Shape.SUBJECT)
    record SubjectOfOtherSector(String subject, String sector) implements LawRefusal {}

    /** A campaign names its subject. */
    @Code("BT-0663")
    record SubjectNeeded() implements LawRefusal {}

    /** The subject {@code other} is named with the goods or services, which it is compared by. */
    @Code("BT-0664")
    record GoodsNeeded() implements LawRefusal {}

    /** The call's subject or goods are not those of its campaign. */
    @Code(value = "BT-0665", words = "law.sector.", shape = Shape.SUBJECT)
    record OtherSubject(String subject) implements LawRefusal {}

    /** A campaign's subject is named once. */
    @Code(value = "BT-0666", category = Category.CONFLICT)
    record SubjectNamed() implements LawRefusal {}
}
