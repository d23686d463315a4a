"""The Danish sentences for every kind of error; fields and reasons are in ``error_names``.

Each is (what happened, what is safe, what to do now). Words in braces are filled in by
``texts``. Plain and short; nothing technical; a new error class needs a line here.
"""

from __future__ import annotations

from moedeleder.domain import errors as e

_KEPT = "Det, du har skrevet, er her stadig."
_NOTHING_CHANGED = "Intet er ændret."
_NOT_SENT = "Mailen er ikke sendt, og teksten er gemt."
_ASK = "Spørg den, der står for jeres computere."

SENTENCES: dict[type[BaseException], tuple[str, str, str]] = {
    e.MoedelederError: (
        "Det lykkedes ikke.",
        _NOTHING_CHANGED,
        "Prøv igen.",
    ),
    # What a person typed
    e.InvalidInput: ("{Field} kan ikke bruges, som det står.", _KEPT, "Ret det, og prøv igen."),
    e.FieldMissing: ("{Field} mangler.", _KEPT, "Skriv noget her."),
    e.FieldTooLong: ("{Field} er for lang.", _KEPT, "Der er plads til {limit} tegn."),
    e.InvalidAddress: (
        "Mailadressen kan ikke bruges.",
        _KEPT,
        "Den skal se ud som navn@eksempel.dk.",
    ),
    e.TokenUnreadable: (
        "Nøglen kan ikke læses.",
        _KEPT,
        "Indsæt hele den tekst, jeres it har givet jer.",
    ),
    e.InvalidDate: (
        "{Field} kan ikke læses.",
        _KEPT,
        "Skriv dagen som 3.12.2026 og tiden som 15.30.",
    ),
    e.DayDoesNotExist: ("Den dag findes ikke.", _KEPT, "Se dagen efter i en kalender."),
    e.TimeIsPast: ("Tiden er gået.", _NOTHING_CHANGED, "Vælg en tid, der kommer."),
    e.TimesOutOfOrder: (
        "Tiderne passer ikke sammen.",
        _NOTHING_CHANGED,
        "Se efter, at personen kom, før personen gik.",
    ),
    e.TimeAlreadyProposed: (
        "Den tid er allerede foreslået.",
        _NOTHING_CHANGED,
        "Vælg en anden tid.",
    ),
    e.TooManyTimes: (
        "Der er allerede foreslået mange tider.",
        _NOTHING_CHANGED,
        "Fjern en tid, før du foreslår en ny.",
    ),
    e.WordsNotThere: (
        "De ord står ikke i det, der blev skrevet.",
        _NOTHING_CHANGED,
        "Markér ordene, som de står.",
    ),
    e.WordsLocked: (
        "Ordene er skrevet af en anden og kan ikke laves om.",
        _NOTHING_CHANGED,
        "Vælg, hvad det er, og hvor det hører til.",
    ),
    e.InvalidPersonNumber: (
        "Cpr-nummeret kan ikke bruges{problem}.",
        _KEPT,
        "Skriv de ti cifre, som de står på sundhedskortet.",
    ),
    e.InvalidRegisterNumber: (
        "CVR-nummeret kan ikke bruges, som det står.",
        _KEPT,
        "Skriv kommunens otte cifre.",
    ),
    e.InvalidDuration: ("Tallet af minutter går ikke.", _KEPT, "Skriv et helt antal minutter."),
    e.MeetingEndsBeforeStart: (
        "Mødet slutter, før det begynder.",
        _KEPT,
        "Ret et af de to tidspunkter.",
    ),
    e.AlreadyAttending: (
        "Personen er allerede med på listen.",
        _NOTHING_CHANGED,
        "Ret den, der står der, eller vælg en anden.",
    ),
    e.InvalidOrder: ("Der er ikke plads på det sted.", _NOTHING_CHANGED, "Prøv et andet sted."),
    e.ReasonMissing: ("Der mangler en grund.", _KEPT, "Skriv kort hvorfor."),
    e.NotOnTheScale: ("Skalaen går fra 0 til 10.", _KEPT, "Vælg et tal fra 0 til 10."),
    e.PassphraseTooShort: (
        "Kodeordet er for kort.",
        _NOTHING_CHANGED,
        "Brug mindst {minimum} tegn.",
    ),
    # What is not allowed now
    e.NotAllowedNow: ("Det kan ikke lade sig gøre lige nu.", _NOTHING_CHANGED, ""),
    e.CorrectionsOpen: (
        "Der er svar på referatet, som I ikke har taget stilling til.",
        _NOTHING_CHANGED,
        "Tag stilling til hvert svar først.",
    ),
    e.NextVersionNeeded: (
        "I har taget stilling til svar, som kun en ny udgave kan fortælle om.",
        _NOTHING_CHANGED,
        "Lav en ny udgave af referatet.",
    ),
    e.MinutesIncomplete: (
        "Referatet mangler {things}.",
        "Det, du har skrevet, er gemt.",
        "Listen viser, hvad der mangler.",
    ),
    e.MeetingFinished: (
        "Referatet er færdigt og kan ikke ændres.",
        "Den sendte tekst står, som den var.",
        "",
    ),
    e.MeetingNotRunning: ("Mødet er ikke i gang.", _NOTHING_CHANGED, "Start mødet først."),
    e.MeetingPaused: ("Mødet holder pause.", _NOTHING_CHANGED, "Fortsæt mødet først."),
    e.PrivateStays: (
        "En privat note bliver hos dig.",
        _NOTHING_CHANGED,
        "Skriv det som fakta, hvis det skal føre til en afgørelse.",
    ),
    e.PointForSomeStays: (
        "Punktet er kun for nogle, og der er skrevet noget under det.",
        _NOTHING_CHANGED,
        "Parkér punktet, eller fjern først det, der er skrevet.",
    ),
    e.PointForSomeGone: (
        "Punktet, der kun var for nogle, er taget af dagsordenen.",
        "Det, du har skrevet, er ikke blevet for alle.",
        "Læg punktet på igen, eller gem det som en privat note.",
    ),
    e.NobodyToSendTo: (
        "Der er ingen deltagere at sende til.",
        "Intet er sendt.",
        "Sæt deltagere på mødet først.",
    ),
    e.ChildVoiceMissing: (
        "Det er ikke skrevet, hvordan barnet bliver hørt.",
        "Intet er sendt.",
        "Skriv det, eller skriv hvorfor ikke. Så kan du indkalde.",
    ),
    e.TimeNotChosen: (
        "Der er foreslået tider, men ingen er valgt.",
        "Intet er sendt.",
        "Vælg en tid først.",
    ),
    e.MeetingCancelled: (
        "Mødet er aflyst.",
        _NOTHING_CHANGED,
        "Tag mødet op igen, hvis det skal holdes.",
    ),
    e.StoreReadOnly: (
        "Du kan kun læse lige nu.",
        "Alt er, som det var.",
        "Luk beskeden, eller hent den nyeste udgave af Mødeleder.",
    ),
    e.NotFound: ("Det er her ikke mere.", "Resten er, som det var.", "Gå tilbage, og se igen."),
    e.ChangedElsewhere: (
        "En anden har ændret det samme imens.",
        "Intet er skrevet over.",
        "Se det nye, og skriv dit ind igen.",
    ),
    # The store
    e.StoreError: ("Dine møder kan ikke åbnes lige nu.", "Filen er ikke rørt.", _ASK),
    e.StoreLocked: ("Dine møder er låst.", "Alt ligger sikkert.", "Skriv dit kodeord."),
    e.WrongPassphrase: ("Kodeordet passer ikke.", "Alt ligger sikkert.", "Prøv igen."),
    e.StoreDamaged: (
        "Filen med dine møder er gået i stykker.",
        "Den er ikke rørt, og der kan ligge en kopi ved siden af.",
        _ASK,
    ),
    e.StoreNewer: (
        "Dine møder er gemt med en nyere udgave af Mødeleder.",
        "Du kan læse alt, men ikke ændre noget.",
        "Hent den nyeste udgave.",
    ),
    e.StoreBusy: (
        "Et andet program bruger dine møder lige nu.",
        "Det, du har skrevet, er her stadig.",
        "Luk det andet program, og prøv igen.",
    ),
    e.StoreGone: (
        "Filen med dine møder er flyttet, slettet eller byttet ud.",
        "Det, du har skrevet, står her stadig, men kan ikke gemmes.",
        "Lad vinduet stå, og læg filen tilbage. " + _ASK,
    ),
    e.StoreUnsafe: (
        "Mødeleder mangler en del, der holder dine møder sikre.",
        "Filen er ikke rørt.",
        "Installer Mødeleder igen. " + _ASK,
    ),
    e.KeyringUnusable: (
        "Computerens nøglering kan ikke bruges.",
        "Intet er gemt uden lås.",
        "Brug et kodeord i stedet.",
    ),
    # Files
    e.FileError: ("Filen kan ikke bruges.", _NOTHING_CHANGED, "Vælg en anden."),
    e.FolderNotWritable: (
        "Der kan ikke gemmes i mappen.",
        "Intet er gået tabt.",
        "Vælg en anden mappe.",
    ),
    e.DiskFull: (
        "Der er ikke mere plads på disken.",
        "Det, der var gemt, er der stadig.",
        "Slet noget, du ikke bruger, og prøv igen.",
    ),
    e.FileUnreadable: ("Filen kan ikke læses.", _NOTHING_CHANGED, "Se, om den er flyttet."),
    e.PictureRefused: (
        "Billedet kan ikke bruges.",
        "Det gamle billede er der stadig.",
        "Vælg et mindre billede af typen PNG eller JPG.",
    ),
    e.PaperTemplateRefused: (
        "Skabelonen kan ikke bruges endnu.",
        "Jeres papirer ser ud som før.",
        "{mistakes} Ret det i Word, og vælg filen igen.",
    ),
    e.NotOurMinutes: (
        "Filen kan ikke læses som et rettet referat.",
        _NOTHING_CHANGED,
        "{why} Du kan også selv notere rettelserne.",
    ),
    e.StarterFileRefused: (
        "Filen kan ikke sendes med: {reason}.",
        _NOTHING_CHANGED,
        "Vælg en anden PDF.",
    ),
    e.AnswerFileError: (
        "Filen kan ikke læses som et svarskema.",
        "Den er gemt, som den kom.",
        "Åbn den, og skriv svaret ind.",
    ),
    e.AnswerFileTooLarge: (
        "Filen fylder mere, end et svar gør.",
        "Den er ikke pakket ud, og det, du har, er ikke rørt.",
        "Bed om at få svaret på en anden måde.",
    ),
    e.AnswerFileUnsafe: (
        "Filen har noget i sig, som et svarskema ikke har.",
        "Den er ikke åbnet, og intet er hentet fra nettet.",
        "Ring, og hør, om den er fra dem. Skriv så svaret ind.",
    ),
    e.AnswerFileBroken: (
        "Filen er gået i stykker på vejen.",
        "Resten af svaret er her.",
        "Bed om at få den igen, eller ring.",
    ),
    e.AnswerFileUnknown: (
        "Mødeleder kan ikke læse den slags fil.",
        _NOTHING_CHANGED,
        "Brug en mail gemt som .eml eller et skema i Word (.docx).",
    ),
    e.TemplateMissing: (
        "En skabelon mangler.",
        "Teksten er gemt.",
        "Installer Mødeleder igen. " + _ASK,
    ),
    e.MeetingFileRefused: (
        "Mødefilen {file} kan ikke hentes: {reason}{place}.",
        _NOTHING_CHANGED,
        "Bed afsenderen om en ny fil.",
    ),
    e.ResourceFault: (
        "Filen {file} kan ikke bruges: {reason}{place}.",
        _NOTHING_CHANGED,
        _ASK,
    ),
    e.DocumentFailed: ("Papiret blev ikke lavet.", "Teksten er gemt.", "Prøv igen."),
    e.DigitalPostNotSetUp: (
        "Det mangler, hvem der er afsender i Digital Post.",
        "Ingen filer er lavet.",
        "Skriv kommunens CVR-nummer og navn under Indstillinger.",
    ),
    e.DigitalPostTooLarge: (
        "Et af brevene er for stort til Digital Post.",
        "Ingen filer er lavet.",
        "Print det i stedet, eller tag papirer ud af startpakken.",
    ),
    # Mail
    e.MailError: ("Mailen kom ikke af sted.", _NOT_SENT, "Prøv igen om lidt."),
    e.MailNotSetUp: (
        "Der er ikke valgt, hvordan mail skal sendes.{missing}",
        "Intet er sendt.",
        "Vælg det under Indstillinger.",
    ),
    e.MailPasswordMissing: (
        "Mødeleder mangler kodeordet til mailserveren.",
        "Brevene venter og er ikke sendt.",
        "Skriv kodeordet, så går de.",
    ),
    e.MailboxNotSetUp: (
        "Mødeleder kan ikke se i jeres postkasse, før den er sat op.",
        "Brevet er stadig uvist.",
        "Sæt postkassen op under Indstillinger, Svar på mail.",
    ),
    e.LetterFaulty: (
        "Der gik noget galt i Mødeleder.",
        "Brevet er ikke sendt.",
        "Mødeleder prøver igen om lidt.",
    ),
    e.MailboxFolderMissing: (
        "Postkassen har ikke en mappe med det navn.",
        "Intet er hentet, og intet i postkassen er rørt.",
        "Ret mappens navn under Indstillinger.",
    ),
    e.OnlyAnExample: (
        "Du prøver med en eksempelfamilie. Her hentes ingen svar.",
        "Ingen postkasse er rørt.",
        "Begynd for alvor, når du vil hente svar.",
    ),
    e.MailServerError: ("Mailserveren ville ikke være med.", _NOT_SENT, "Prøv igen om lidt."),
    e.MailServerUnreachable: (
        "Mailserveren svarer ikke.",
        _NOT_SENT,
        "Se, om du er på nettet, og prøv igen.",
    ),
    e.MailServerNotSecure: (
        "Vejen til mailserveren er ikke sikker.",
        "Intet er sendt, og dit kodeord er ikke vist.",
        _ASK,
    ),
    e.MailServerLacksUtf8: (
        "Mailserveren kan ikke sende til adresser med æ, ø eller å.",
        _NOT_SENT,
        "Skriv en anden adresse, eller send på papir.",
    ),
    e.MailLoginRefused: (
        "Mailserveren kender ikke brugernavn og kodeord.",
        _NOT_SENT,
        "Ret dem under Indstillinger.",
    ),
    e.MailLoginNotOffered: (
        "Mailserveren tager ikke imod brugernavn og kodeord.",
        _NOT_SENT,
        _ASK,
    ),
    e.SenderRefused: (
        "Du må ikke sende fra den adresse.",
        _NOT_SENT,
        "Ret afsenderen under Indstillinger.",
    ),
    e.ReceiverRefused: (
        "Serveren tager ikke mail til adressen.",
        "De andre mails er ikke berørt.",
        "Ret adressen, og send igen.",
    ),
    e.LetterBounced: (
        "Brevet er kommet retur.",
        "De andre breve er ikke berørt.",
        "Spørg modtageren om en ny adresse, og send igen.",
    ),
    e.MailTooLarge: (
        "Mailen er for stor.",
        _NOT_SENT,
        "Tag et bilag fra, eller send det på papir.",
    ),
    e.MailSendingFailed: ("Mailen blev ikke taget imod.", _NOT_SENT, "Prøv igen om lidt."),
    e.MailUncertain: (
        "Forbindelsen røg, så mailen er måske sendt.",
        "Den sendes ikke igen af sig selv.",
        "Spørg modtageren, før du sender igen.",
    ),
}
