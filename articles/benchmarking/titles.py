"""Titles that look like a health library's, 100,000 in each language and no two alike, under all letters of both."""

from articles.models.words import LANGUAGES

# English and Turkish
CONDITIONS = """
Acne|Akne; Anaemia|Kansızlık; Asthma|Astım; Back pain|Bel ağrısı; Blood pressure|Tansiyon; Bruises|Morarmalar
Cholesterol|Kolesterol; Coeliac disease|Çölyak hastalığı; Cough|Öksürük; Cramp|Kramp; Dehydration|Susuzluk
Diabetes|Diyabet; Diarrhoea|İshal; Dizziness|Baş dönmesi; Ear pain|Kulak ağrısı; Eczema|Egzama; Fever|Ateş
Fractures|Kırıklar; Gallstones|Safra taşı; Gout|Gut hastalığı; Hay fever|Saman nezlesi; Headache|Baş ağrısı
Heartburn|Mide yanması; Hiccups|Hıçkırık; Hives|Ürtiker; Indigestion|Hazımsızlık; Insomnia|Uykusuzluk
Itching|Kaşıntı; Jaundice|Sarılık; Jaw pain|Çene ağrısı; Joint pain|Eklem ağrısı; Kidney stones|Böbrek taşı
Knee pain|Diz ağrısı; Lice|Bit; Low mood|Çökkünlük; Lyme disease|Lyme hastalığı; Measles|Kızamık; Migraine|Migren
Mouth ulcers|Aft; Nausea|Bulantı; Nettle rash|Isırgan döküntüsü; Nosebleed|Burun kanaması; Obesity|Şişmanlık
Osteoporosis|Kemik erimesi; Palpitations|Çarpıntı; Pneumonia|Zatürre; Psoriasis|Sedef hastalığı
Quinsy|Bademcik apsesi; Rash|Döküntü; Rickets|Raşitizm; Sciatica|Siyatik; Snoring|Horlama; Sprains|Burkulmalar
Stings and bites|Isırıklar; Swelling|Ödem; Tetanus|Tetanos; Thyroid|Tiroit; Toothache|Diş ağrısı; Ulcers|Ülser
Urinary infection|İdrar yolu iltihabı; Vaccines|Aşılar; Varicose veins|Varis; Vertigo|Vertigo; Warts|Siğil
Whooping cough|Boğmaca; X-rays|Röntgen; Yeast infection|Mantar; Yellow fever|Sarıhumma; Zinc|Çinko; Zoster|Zona
5 a day|5 öğün; Jet lag|Jet lag; Iron|Demir; Flu|Grip; Earwax|Kulak kiri; Numbness|Uyuşma; Uveitis|Üveit
Cold hands|Üşüyen eller; Hoarseness|Ses kısıklığı; Wounds|Yaralar; Lumps|Yumrular; Oral thrush|Pamukçuk
Night sweats|Gece terlemesi; Hernia|Fıtık; Sunburn|Güneş yanığı; Ringworm|Ilık suda mantar
"""
WHO = """
in children|çocuklarda; in babies|bebeklerde; in teenagers|ergenlerde; in older people|yaşlılarda
in pregnancy|gebelikte; after birth|doğumdan sonra; at night|geceleri; in the morning|sabahları; at work|iş yerinde
at school|okulda; in summer|yazın; in winter|kışın; in athletes|sporcularda; after surgery|ameliyattan sonra
on a journey|yolculukta; with diabetes|diyabetlilerde; with heart disease|kalp hastalarında
with kidney disease|böbrek hastalarında; with asthma|astımlılarda; after an accident|kazadan sonra
in women|kadınlarda; in men|erkeklerde; at high altitude|yüksekte; after a meal|yemekten sonra
on an empty stomach|açken; when fasting|oruçluyken; in the heat|sıcakta; in the cold|soğukta
after exercise|egzersizden sonra; under stress|stres altında; in the family|ailede; for the first time|ilk kez
time and again|tekrarlayan; without fever|ateşsiz; with fever|ateşli; after an infection|iltihaptan sonra
"""
WHAT = """
causes|nedenleri; signs|belirtileri; first aid|ilk yardım; treatment|tedavisi; prevention|önlenmesi; tests|tetkikler
medicines|ilaçlar; home care|evde bakım; diet|beslenme; exercises|egzersizler
when to get help|ne zaman doktora gidilir; questions|sorular; myths|yanlış bilinenler; recovery|iyileşme
daily life|günlük yaşam; work and rest|iş ve dinlenme; sleep|uyku; travel|yolculuk; costs nothing|masrafsız önlemler
for carers|bakım verenler için; for schools|okullar için; numbers|sayılarla; research|araştırmalar; risk|risk
complications|komplikasyonlar; children's questions|çocukların soruları; check-ups|kontroller
warning signs|uyarı işaretleri; what helps|ne iyi gelir; what does not|ne iyi gelmez
skin care|cilt bakımı; breathing|nefes; driving|araç kullanmak; a plan|bir plan; words to know|bilinecek sözcükler
"""

Pair = dict[str, str]


def _pairs(written: str) -> list[Pair]:
    said = [each.strip() for line in written.strip().splitlines() for each in line.split(";")]
    return [dict(zip(LANGUAGES, each.split("|"), strict=True)) for each in said]


_CONDITIONS, _WHO, _WHAT = _pairs(CONDITIONS), _pairs(WHO), _pairs(WHAT)
MOST = len(_CONDITIONS) * len(_WHO) * len(_WHAT)


def title(number: int) -> Pair:
    """The title, in each language, of the article with this number, from 0 up to, and not with, MOST."""
    rest, condition = divmod(number, len(_CONDITIONS))
    what, who = divmod(rest, len(_WHO))
    said = (_CONDITIONS[condition], _WHO[who], _WHAT[what])
    return {code: "{} {}: {}".format(*(each[code] for each in said)) for code in LANGUAGES}
