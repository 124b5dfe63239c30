"""Things of a made-up world: what is acted on, looked after and troubled, in general English.

In: nothing. Out: THINGS, tuples of words. Read by benchmarks/scale_world.py. They are as many as a world of a hundred
thousand themes needs for its concepts to be no nearer to one another than those of a real codebook.
"""

from __future__ import annotations

# singular; near-equal ones side by side, a bar between things
THINGS = tuple(
    tuple(words.split())
    for words in """
river stream | timber lumber | vehicle car | orchard | bridge | ferry | garment clothing | lamp lantern |
meadow pasture | roof | tunnel | canal waterway | museum | painting picture | violin fiddle | choir |
theatre playhouse | costume | kitchen | bakery | oven furnace | cheese | grain cereal | seed | flower blossom |
forest woodland | fence | horse | cattle livestock | poultry | harbour port | vessel ship | anchor | sailor seaman |
passenger traveller | luggage baggage | hotel inn | guest visitor | stadium arena | athlete sportsman | coach trainer
| referee umpire | ticket | library | manuscript | map chart | coin | pottery ceramics | glass | jewel gem | mountain
| glacier | snow | avalanche | shelter refuge | village hamlet | street road | pavement sidewalk | elevator lift |
chimney | carpet rug | furniture | mattress | blanket quilt | towel | soap | perfume fragrance | bottle flask |
barrel cask | wine | beer ale | tea | coffee | spice | honey | fish | shrimp prawn | net | rope cord | sail |
engine motor | wheel | bicycle bike | tractor | plough | well | pump | pipe tube | reservoir | dam | sediment | pebble
| quarry | brick | cement | ladder | crane | tower | bell | clock | window | acorn | adhesive glue |
aircraft aeroplane | alarm | almond | alphabet | altar | amphibian | ankle | ant | antibiotic | apple | apron |
aquarium | arrow | ash | asphalt tarmac | asteroid | astronaut cosmonaut | attic loft | auction | avocado |
axe hatchet | baby infant | badge | badger | ballad | ballet | balloon | ballot | bamboo | banana | bandage | banjo |
banknote | banner flag | barley | barn | basin | basket hamper | bat | battery | battlefield | bay gulf | beach |
beak bill | bean | bear | beaver | bee | beehive | beetle | belt | bench | billboard | biscuit cookie | bishop |
blackboard chalkboard | blacksmith | blood | blouse | boar | boiler | bomb | bone | bonfire | boot | border frontier |
boulder rock | bouquet | bowl dish | bracelet | brain | bread | breakfast | brewery | bride | broom | brush |
bucket pail | buffalo | bulb | bullet | burial funeral | bus coachload | butcher | butter | butterfly | button |
cabbage | cabin hut | cable | cactus | cafe coffeehouse | cage | cake | calendar | camel | camera | candle taper |
candy sweets | cane | cannon | canoe kayak | canvas | carbon | caravan trailer | carnival | carol | carrot | cartoon |
castle fortress | cat | caterpillar | cathedral | cave cavern | ceiling | cello | cemetery graveyard | ceremony |
chain | chair | chalk | chapel | charcoal | cherry | chess | chest | chestnut | chicken hen | child kid | chocolate |
church | cigarette | cinema | circus | citrus | clay | cliff | climber | cloak | clover | coal | coast shore |
cobbler shoemaker | cocoa | coconut | coffin | collar | comet | compass | compost | concert | copper | coral | cork |
corn maize | corridor hallway | cosmetics makeup | cottage bungalow | cotton | court tribunal | cow | cradle | crater
| crime | crocodile | crop | crossroads junction | crown | crystal | cup mug | cupboard | currency | curtain |
cushion pillow | cyclist | dancer | deer | dentist | desert | dessert pudding | diamond | diary | dinner supper |
diplomat | ditch | diver | doctor physician | dog | doll | dolphin | donkey | door | dough | dragonfly | drawer | drum
| duck | dust | eagle | earring | earthquake tremor | egg | elephant | embassy | emerald | envelope |
epidemic outbreak | estuary | fabric cloth textile | factory | falcon | farm | farmer | feather plume | fern |
festival | fever | film movie | fire blaze | fireplace hearth | firework | flame | flood | flour | flu influenza |
flute | fly | foal | fog mist | folklore | foot | football soccer | fossil | fountain | fox | frog | fruit | fuel |
fungus | fur | gallery | gambler | garage | garbage trash rubbish | garden | garlic | gas | gate | ghost |
gift present | ginger | giraffe | glove | goat | gold | golf | goose | gorilla | gown | grandparent | grape | grass |
grasshopper | gravel | grave tomb | greenhouse | guitar | gun | gym gymnasium | hail | hair | hammer | handkerchief |
hat | hawk | hay | hedge | helicopter | helmet | herb | heron | highway motorway | hill | hive | hockey |
holiday vacation | horn | hospital | hurricane cyclone | ice | iceberg | icon | illness disease | immigrant migrant |
incense | ink | insect bug | iron | island isle | ivory | jacket coat | jail prison | jam | jar | jaw |
journal periodical | judge | juice | jungle | kettle | kidney | kite | kitten | knee | knife | knight | lace | lagoon
| lake | lamb | landlord | landslide | laundry | lava | lawn | lawyer attorney | leather | leaf | lecture | lemon |
lens | letter | lettuce | lighthouse | lime | limestone | linen | lion | lipstick | liver | lizard | llama | lobster |
lock | locomotive | loom | lottery | lung | lute | magazine | magnet | mammal | mango | marathon | marble | market |
marriage wedding | marsh swamp | mask | mayor | meal | meat | medal | medicine drug | melon | memorial monument |
mermaid | meteor | milk | mill | mineral | minefield | mirror | missile | mole | monastery abbey | monkey | moon |
mosaic | mosque | mosquito | moss | moth | mother mum | mountaineer | mouse | mouth | mud | mule | mural | muscle |
mushroom | mustard | nail | necklace | needle | nest | newspaper | noodle | nose | novel | nut | nutmeg | oak | oar |
oasis | oat | ocean sea | octopus | oil | olive | onion | opera | orange | orchestra | orchid | organ | orphan |
ostrich | otter | owl | oyster | paddle | palace | palm | pancake | panda | pantry larder | paper | parachute |
parade procession | parasite | park | parrot | pasta | pea | peach | peacock | peanut | pear | pearl | peat | pen |
pencil | penguin | pepper | petrol gasoline | pet | pharmacy drugstore | photograph | piano | pig swine | pigeon |
pilgrim | pillar column | pine | pineapple | pirate | pistol | pizza | planet | plaster | plate | playground | plum |
plywood | poem | poet | poison toxin | pollen | pond | pony | pope | porcelain | postcard | potato | prairie | prayer
| priest clergyman | prince | prisoner inmate | prune | puddle | pumpkin | puppet | puppy | puzzle | pyramid | queen |
rabbit | raccoon | radish | railway railroad | rain | rainbow | ram | raspberry | rat | raven | razor | reef |
refrigerator fridge | refugee | reindeer | reptile | restaurant diner | rhubarb | rice | rifle | ring | robin | robe |
rocket | rodent | rose | rubber | ruby | rudder | runway airstrip | sailboat yacht | salad | salmon | salt | sand |
sandal | sandwich | sapphire | satellite | sauce | sausage | saw | scarf shawl | school | scissors shears | scooter |
scorpion | sculpture statue | seaweed | sewage | shark | sheep | shell | shield | shirt | shoe | shop store | shoulder
| shovel spade | silk | silver | singer vocalist | skeleton | ski | skin | skirt | skull | sled sledge | slipper |
slope | snail | snake serpent | sofa couch | soldier | soup | soybean | sparrow | spear | spider | spinach | sponge |
spoon | squirrel | stable | stairway staircase | stamp | star | starfish | station | steam | steel | stew | stomach |
stork | storm | stove cooker | strawberry | submarine | sugar | suit | sunflower | surfer | swan | sweater jumper |
sword | syrup | tailor | tambourine | tank | tapestry | taxi cab | teapot | telegram | telescope | temple shrine |
tennis | tent | termite | thermometer | thief burglar | thread | throne | thunder | tiger | tile | tin | tobacco |
toilet lavatory | tomato | tongue | tooth | torch flashlight | tornado twister | tortoise turtle | toy |
trail footpath | tram streetcar | treasure | trench | trombone | trousers | trout | truck lorry | trumpet | tulip |
turbine | turkey | turnip | twig | tyre | umbrella parasol | uniform | urn | vaccine | valley | valve | vanilla | vase
| vegetable | veil | velvet | vinegar | vineyard | virus | volcano | vulture | wagon cart | waiter | wallet purse |
walnut | walrus | warehouse depot | wasp | watch | waterfall cascade | wax | weasel | weed | whale | wheat |
wheelchair | whistle | widow | willow | wolf | wool | worm | wreck | wrist | yoghurt | zebra | zinc
""".split("|")
)
