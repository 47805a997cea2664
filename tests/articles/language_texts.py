"""Texts for the language guard, written by hand: what it must know, and what belongs to no language.

The sentences of sentence_pairs are read too. Short ones are as short as headings and list items are.
"""

ENGLISH = """\
Drink plenty of water.
Rest your leg.
When should I see a doctor?
What causes it?
How is it treated?
Signs and symptoms
Living with diabetes
Before the operation
After the operation
High blood pressure
Too little sleep
Do not smoke.
Wash your hands often.
Keep the wound dry.
It is not catching.
Most people get better by themselves.
you have chest pain that does not go away
a rash that spreads quickly
your child is drowsy or hard to wake
sudden weakness of one arm
pain that wakes you at night
you are pregnant and your feet swell
The thyroid gland lies in the front of the neck.
An underactive thyroid makes you tired and cold.
Insulin is a hormone that lets sugar into the cells.
People with type 1 diabetes need insulin every day.
Asthma narrows the airways, so breathing becomes hard.
Use your inhaler before you exercise.
Migraine is more than a headache.
Bright light and loud noise can make it worse.
Epilepsy is a tendency to have seizures.
Put nothing in the mouth of a person who has a fit.
Osteoporosis makes bones thin and brittle.
Calcium and vitamin D help to keep bones strong.
A stroke happens when blood cannot reach part of the brain.
Every minute counts, so call an ambulance at once.
The liver clears alcohol and medicines from the blood.
Hepatitis B can be prevented by a vaccine.
Kidney stones can cause severe pain in the back.
Your doctor may ask for a scan.
Antibiotics do not work against viruses.
Finish the course even when you feel well.
Ibuprofen should be taken with food.
Ask your pharmacist before you take it with warfarin.
Pneumonia is an infection of the lungs.
Helicobacter pylori is a common cause of stomach ulcers.
Eczema makes the skin dry, red and itchy.
Use a cream without perfume.
Depression is an illness and not a weakness.
Talk to somebody whom you trust.
Dr Ayşe Yılmaz runs the clinic in Üsküdar.
Professor Müller of Göttingen described the disease first.
Behçet disease is more common in Türkiye than elsewhere.
Sjögren syndrome dries the eyes and the mouth.
In İstanbul, call the clinic in Şişli or Kadıköy.
The review was written by Özgür Çağlayan and Işıl Gündoğdu.
Guillain–Barré syndrome may follow an infection.
Most side effects are mild and pass within days.
Do not drive until you know how the medicine affects you.
Breast milk gives a baby all it needs at first.
Babies should sleep on their backs.
Glaucoma damages the optic nerve without any pain.
Have your eyes checked when you turn 40.
Cataract surgery takes less than an hour.
Flossing cleans where a brush cannot reach.
Varicose veins are swollen veins under the skin.
""".splitlines()

TURKISH = """\
Bol su için.
Bacağınızı dinlendirin.
Ne zaman doktora gitmeliyim?
Neden olur?
Nasıl tedavi edilir?
Belirti ve bulgular
Diyabetle yaşamak
Ameliyattan önce
Ameliyattan sonra
Yüksek tansiyon
Az uyumak
Sigara içmeyin.
Ellerinizi sık sık yıkayın.
Yarayı kuru tutun.
Bulaşıcı değildir.
Hastaların çoğu kendi kendine iyileşir.
geçmeyen göğüs ağrısı
hızla yayılan döküntü
çocuğun uykulu olması veya zor uyanması
bir kolda aniden güçsüzlük
gece uykudan uyandıran ağrı
gebelikte ayakların şişmesi
Tiroit bezi boynun ön tarafındadır.
Tiroidin az çalışması yorgunluk ve üşüme yapar.
İnsülin, şekerin hücrelere girmesini sağlayan bir hormondur.
Tip 1 diyabeti olanlara her gün insülin gerekir.
Astım solunum yollarını daraltır, nefes almak zorlaşır.
Egzersizden önce nefes açıcınızı kullanın.
Migren baş ağrısından fazlasıdır.
Parlak ışık ve yüksek ses onu kötüleştirebilir.
Epilepsi, nöbet geçirme eğilimidir.
Nöbet geçiren kişinin ağzına bir şey koymayın.
Osteoporoz kemikleri ince ve kırılgan yapar.
Kalsiyum ve D vitamini kemikleri güçlü tutar.
Kan beynin bir bölümüne ulaşamazsa inme olur.
Her dakika önemlidir, hemen ambulans çağırın.
Karaciğer, alkolü ve ilaçları kandan temizler.
Hepatit B aşıyla önlenebilir.
Böbrek taşı belde şiddetli ağrı yapabilir.
Doktorunuz görüntüleme isteyebilir.
Antibiyotikler virüslere etki etmez.
Kendinizi iyi hissetseniz de ilacı sonuna kadar kullanın.
İbuprofen tok karnına alınmalıdır.
Varfarinle birlikte almadan önce eczacınıza danışın.
Zatürre bir akciğer enfeksiyonudur.
Helicobacter pylori mide ülserinin sık bir nedenidir.
Egzama cildi kurutur, kızartır ve kaşındırır.
Parfümsüz bir krem kullanın.
Depresyon bir hastalıktır, zayıflık değildir.
Güvendiğiniz biriyle konuşun.
Dr. John Smith Londra'daki kliniği yönetiyor.
Bunu ilk kez Profesör William Wright anlatmıştır.
Crohn hastalığı kuzey ülkelerinde daha sık görülür.
Parkinson hastalığında eller titrer.
New York'ta Mount Sinai Hospital'da denenmiştir.
Derlemeyi Emily Watson ve Charles White yazmıştır.
Guillain-Barré sendromu bir enfeksiyondan sonra gelebilir.
Yan etkilerin çoğu hafiftir, birkaç günde geçer.
İlacın sizi nasıl etkilediğini bilmeden araç kullanmayın.
Anne sütü bebeğe başlangıçta gereken her şeyi verir.
Bebekler sırtüstü uyumalıdır.
Glokom, ağrısız biçimde görme sinirine zarar verir.
40 yaşına gelince gözlerinizi kontrol ettirin.
Katarakt ameliyatı bir saatten kısa sürer.
Diş ipi, fırçanın ulaşamadığı yerleri temizler.
Varis, cilt altında genişleyen damarlardır.
Krampa karsi bacaginizi yavasca esnetin ve dinlenin.
Bu ilaci doktorunuza sormadan birakmayin.
Gogus agrisi varsa hemen 112 arayin.
""".splitlines()

# Names, medicines, Latin, numbers: at home in a field of either language.
NEITHER = """\
Paracetamol
Parol
Ibuprofen
Amoxicillin
Metformin
B12
COVID-19
112
24 / 7
%20
MHRS
HbA1c
Staphylococcus aureus
Helicobacter pylori
Herpes simplex virus
Vena cava inferior
Musculus gastrocnemius
Diabetes mellitus
Status asthmaticus
Lupus erythematosus
Acetylsalicylic acid
Asetilsalisilik asit
Ayşe Yılmaz
Mehmet Öz
Mustafa Kemal Atatürk
Dr. Özgür Çağlayan
Prof. Dr. Işıl Gündoğdu
John Smith
William Shakespeare
Üsküdar
İstanbul
Şişli Etfal Hastanesi
NP İstanbul Hastanesi
Acıbadem Maslak Hastanesi
Türkiye Diyabet Vakfı
Türk Kardiyoloji Derneği
T.C. Sağlık Bakanlığı
Mayo Clinic
Johns Hopkins Hospital
World Health Organization
National Health Service
CrampInfo
Migren
Protein
Vitamin D
Diyaliz
Insulin
Kalsiyum
Magnesium
kramp
cramp
muscle
kas
kas krampı
leg cramp
charley horse
info@example.org
https://www.nhs.uk/conditions/leg-cramps/
120/80 mmHg
Multipl skleroz (MS)
Multiple sclerosis (MS)
""".splitlines()
