package org.openbloctel.registry.platform.refusal;

/** Refusals of mails with call files, and of what is attached to them. Codes BT-076x and BT-077x. */
public sealed interface MailboxRefusal extends Refusal {
    /** Nothing that could be a call file is attached. */
    @Code("BT-0760")
    record NoCallFile() implements MailboxRefusal {}

    /** The whole mail is larger than the mailbox takes. */
    @Code("BT-0761")
    record MailTooLarge(int megabytes) implements MailboxRefusal {}

    /** The mail names a campaign that there is not, or not for this company. */
    @Code("BT-0762")
    record UnknownCampaignNamed(String name) implements MailboxRefusal {}

    /** The mail names several campaigns, or several have the name. */
    @Code("BT-0763")
    record SeveralCampaigns() implements MailboxRefusal {}

    /** The attachment is neither text nor workbook nor archive. */
    @Code("BT-0764")
    record OtherAttachment() implements MailboxRefusal {}

    /** The mail program packed the attachments into its own format. */
    @Code("BT-0765")
    record WinmailDat() implements MailboxRefusal {}

    /** An archive inside an archive. */
    @Code("BT-0766")
    record NestedArchive() implements MailboxRefusal {}

    /** The attachment was damaged on its way, or encoded in a way that mail does not know. */
    @Code("BT-0767")
    record DamagedAttachment() implements MailboxRefusal {}

    /** More files than one mail may carry: this one was not taken. */
    @Code("BT-0768")
    record TooManyAttachments(int most) implements MailboxRefusal {}

    /** The mail, the attachment or the archive is encrypted. */
    @Code("BT-0769")
    record EncryptedAttachment() implements MailboxRefusal {}

    /** The mail cannot be read. */
    @Code("BT-0770")
    record UnreadableMail() implements MailboxRefusal {}

    /** A mail is attached; it is not looked into. */
    @Code("BT-0771")
    record AttachedMail() implements MailboxRefusal {}
}
